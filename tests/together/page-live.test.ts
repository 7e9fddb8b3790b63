import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { LivePage } from '#lib/live/page.svelte.ts'
import type { Session } from '#lib/server/access/sessions.ts'
import { Network } from '../support/network.ts'
import { PageClient, until } from '../support/page-client.ts'
import { PageService, theHuddle } from '../support/page-service.ts'

let service: PageService
let pages: LivePage[] = []
const open = async (session: Session, socketOrigin = service.origin) => {
  const page = new LivePage({
    fetchAddress: async () => service.addressFor(session),
    socketOrigin,
  })
  pages.push(page)
  page.start()
  await until('the page is saved', () => page.saved === 'saved')
  return page
}

beforeEach(async () => {
  service = await PageService.start({ heartbeat: 1 })
})
afterEach(async () => {
  for (const page of pages) page.leave()
  pages = []
  await service.stop()
})

describe('a live page', () => {
  it('writes notes and marks others see, and says saved when they are', async () => {
    const priya = await open(service.signIn('Priya Shah'))
    const dee = await open(service.signIn('Dee Khan'))
    expect(priya.writable).toBe(true)
    priya.text('e1').insert(0, 'Walks well')
    priya.setHow('e1', 'ok')
    priya.setTeamMark('e1', 'CT', 'ask')
    priya.raise('e1', 'wants a call')
    expect(priya.saved).toBe('saving')
    expect(priya.unsaved).toBe(4)
    await until('it is saved', () => priya.saved === 'saved' && priya.unsaved === 0)
    await until(
      'Dee sees it',
      () => dee.note('e1') === 'Walks well' && dee.marks('e1').raised === 'wants a call',
    )
    expect([...dee.all()]).toEqual([['e1', { how: 'ok', teams: { CT: 'ask' }, raised: 'wants a call' }]])
    expect(() => priya.raise('e1', 'key safe code 4821')).toThrow('key-safe code')
    priya.raise('e1', ' ')
    await until('it is lowered', () => dee.marks('e1').raised === undefined)
  })

  it('shows who else is in a row, and where their caret is', async () => {
    const priya = await open(service.signIn('Priya Shah'))
    const dee = await open(service.signIn('Dee Khan', 'colleague', 'CT'))
    dee.text('e1').insert(0, 'abcdef')
    dee.writingIn('e1')
    await until('Priya sees Dee in the row', () => priya.writers('e1').length === 1)
    const place = Y.createRelativePositionFromTypeIndex(dee.text('e1'), 4)
    dee.awareness.setLocalStateField('cursor', { anchor: place, head: place })
    await until('Priya sees the caret', () => priya.writers('e1')[0]?.at === 4)
    expect(priya.writers('e1')).toMatchObject([{ name: 'Dee K', team: 'CT', teamName: 'Care tech' }])
    expect(dee.writers('e1')).toEqual([])
    dee.awareness.setLocalStateField('cursor', null)
    dee.writingIn(null)
    await until('the row is free', () => priya.writers('e1').length === 0)
  })

  it('sends nobody else’s presence back', async () => {
    const priya = await open(service.signIn('Priya Shah'))
    const dee = await PageClient.open(service, service.signIn('Dee Khan'))
    const send = vi.spyOn(WebSocket.prototype, 'send')
    const presences = () =>
      send.mock.calls.filter(([data]) => data instanceof Uint8Array && data[0] === 1).length
    dee.provider.awareness.setLocalState({ row: 'e2' })
    await until('Priya sees Dee', () => priya.writers('e2').length === 1)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(presences()).toBe(0)
    priya.writingIn('e1')
    await until('Priya has said where she is', () => presences() === 1)
    send.mockRestore()
    dee.leave()
  })

  it('keeps what is typed while the server is away, counts it, and saves it on return', async () => {
    const priya = await open(service.signIn('Priya Shah'))
    await service.restart()
    priya.text('e1').insert(0, 'typed ')
    priya.text('e1').insert(6, 'meanwhile')
    await until('it is saved', () => priya.saved === 'saved')
    expect(service.editsOnDisk()).toBeGreaterThan(0)
    expect(service.rooms.marks(theHuddle.id).size).toBe(0)
  })

  it('says not saved, with words, when the server says nothing any more', async () => {
    const network = await Network.before(Number(new URL(service.origin).port))
    const priya = await open(service.signIn('Priya Shah'), network.origin)
    network.swallow()
    priya.text('e1').insert(0, 'x')
    await until('the banner shows', () => priya.trouble !== null && priya.saved === 'not saved')
    expect(priya.trouble).toContain('1 change is not saved yet')
    expect(service.editsOnDisk()).toBe(0)
    network.deliver()
    await until('it is saved after all', () => priya.saved === 'saved')
    expect(priya.trouble).toBeNull()
    network.stop()
  })

  it('turns to the next page, and keeps what the old one did not take for review', async () => {
    const priya = await open(service.signIn('Priya Shah'))
    priya.text('e1').insert(0, 'Saved. ')
    await until('it is saved', () => priya.saved === 'saved')
    await service.rooms.whileSealed(theHuddle.id, async () => {
      priya.text('e1').insert(7, 'Too late')
      await new Promise((resolve) => setTimeout(resolve, 100))
      service.setHuddle({ state: 'closed' })
      service.nextHuddle()
    })
    await until('the page has turned', () => priya.address?.huddle === 'h2' && priya.saved === 'saved')
    expect(priya.toReview).toEqual([{ episode: 'e1', text: 'Too late', note: 'Saved. Too late' }])
    expect(priya.note('e1')).toBe('')
    const [text] = priya.toReview
    if (text) priya.reviewed(text)
    expect(priya.toReview).toEqual([])
  })

  it('keeps one note for review, whole, however often it was put aside letter by letter', async () => {
    const priya = await open(service.signIn('Priya Shah'))
    const text = priya.text('e1')
    text.insert(0, 'Steady on the ')
    await until('it is saved', () => priya.saved === 'saved')
    await service.rooms.whileSealed(theHuddle.id, async () => {
      for (const [place, letter] of ['s', 't', 'e', 'p'].entries()) {
        text.insert(14 + place, letter)
        await new Promise((resolve) => setTimeout(resolve, 40))
      }
      service.setHuddle({ state: 'closed' })
      service.nextHuddle()
    })
    await until('the page has turned', () => priya.address?.huddle === 'h2')
    expect(priya.toReview).toEqual([{ episode: 'e1', text: 'step', note: 'Steady on the step' }])
  })

  it('knows that its session has ended, and goes on after signing in again', async () => {
    const session = service.signIn('Priya Shah')
    const priya = await open(session)
    service.sessions.delete(session.id)
    service.rooms.cutOff(session.id)
    await until('it knows', () => priya.ended)
    priya.text('e1').insert(0, 'typed while signed out')
    expect(priya.saved).not.toBe('saved')
    service.sessions.set(session.id, session)
    priya.resume()
    await until('it is saved', () => priya.saved === 'saved')
    expect(service.editsOnDisk()).toBe(1)
  })

  it('keeps what was typed to be copied, and never sends it, when somebody else signs in', async () => {
    const session = service.signIn('Priya Shah')
    const priya = await open(session)
    service.sessions.delete(session.id)
    service.rooms.cutOff(session.id)
    await until('it knows', () => priya.ended)
    priya.text('e1').insert(0, 'typed while signed out')
    priya.standDown()
    expect(priya.toReview.map(({ episode, text }) => [episode, text])).toEqual([
      ['e1', 'typed while signed out'],
    ])
    expect([priya.ended, priya.saved]).toEqual([false, 'not saved'])
    expect(priya.trouble).toMatch(/Somebody else is signed in/)
    service.sessions.set(session.id, session)
    priya.resume()
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(service.editsOnDisk()).toBe(0)
    expect(priya.saved).toBe('not saved')
  })

  it('puts a refused edit aside and goes on', async () => {
    const priya = await open(service.signIn('Priya Shah'))
    priya.text('e1').insert(0, 'x'.repeat(4_001))
    await until('it is put aside', () => priya.toReview.length === 1)
    await until('it goes on', () => priya.saved === 'saved')
    expect(priya.note('e1')).toBe('')
  })
})
