import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Findable } from '#lib/reablement/raised.ts'
import { Raising } from './raising.svelte.ts'

const kamla: Findable = {
  ...{ episode: 'kamla-stay', reference: 'RB27010', surname: 'Chauhan', name: 'Kamla Chauhan, 85' },
  ...{ where: '7 Invented Street, LE4', nameAlike: false },
}
const dot: Findable = { ...kamla, episode: 'dot-stay', name: 'Dot Evans, 81' }
const photo = { blob: new Blob(['a photo']), preview: 'data:,' }
const saved = () => Response.json({ ok: true })
const sentAlready = () =>
  Response.json({ ok: false, problem: { code: 'sent-already', words: 'It went.', field: 'id' } })

/** What was sent, one form after the other, and how each is answered. */
let sent: { id: FormDataEntryValue | null; words: FormDataEntryValue | null }[]
let answers: (() => Response | Promise<Response>)[]
let raising: Raising
beforeEach(() => {
  sent = []
  answers = []
  vi.stubGlobal('fetch', async (_: string, { body }: { body: FormData }) => {
    sent.push({ id: body.get('id'), words: body.get('words') })
    return (answers.shift() ?? lost)()
  })
  raising = new Raising()
  raising.choose(kamla)
  raising.words = 'cannot lift her leg'
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const lost = () => Promise.reject(new TypeError('the signal is gone'))

test('put right after an answer that was lost it goes under the same id: it is one when the first never came', async () => {
  answers = [lost, saved]
  expect(await raising.send()).toBe(false)
  raising.words = 'cannot lift her foot'
  expect(await raising.send()).toBe(true)
  expect(sent[1]).toEqual({ id: sent[0]?.id, words: 'cannot lift her foot' })
  expect(raising.words).toBe('')
})

test('when the first did come that is said, nothing is lost, and the next press sends a new one', async () => {
  answers = [lost, sentAlready, saved]
  await raising.send()
  raising.words = 'cannot lift her foot'
  expect(await raising.send()).toBe(false)
  expect(raising.problem).toEqual({ words: 'It went.', field: 'id' })
  expect([raising.words, raising.chosen]).toEqual(['cannot lift her foot', kamla])
  expect(await raising.send()).toBe(true)
  expect(sent[1]?.id).toBe(sent[0]?.id)
  expect(sent[2]?.id).not.toBe(sent[0]?.id)
  expect(raising.sent).toBe(sent[2]?.id)
})

test('while it is on its way nobody else is chosen and no photo comes or goes; afterwards they can', async () => {
  raising.photo = photo
  let answer: (with_: Response) => void = () => undefined
  answers = [() => new Promise<Response>((done) => (answer = done))]
  const done = raising.send()
  raising.choose(dot)
  raising.chooseAgain()
  raising.dropPhoto()
  await raising.takePhoto(new File(['another'], 'step.jpg'))
  expect([raising.chosen, raising.photo, raising.problem]).toEqual([kamla, photo, null])
  answer(Response.json({ ok: false, problem: { code: 'storage-trouble', words: 'Not saved.' } }))
  expect(await done).toBe(false)
  raising.dropPhoto()
  raising.choose(dot)
  expect([raising.chosen, raising.photo]).toEqual([dot, null])
})
