import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { inWords } from '#lib/reablement/problem.ts'
import { raisedPages } from '#lib/server/join-raised.ts'
import { PhotoFiles } from '#lib/server/raised/photo-files.ts'
import { raised } from '#lib/server/storage/raised-schema.ts'
import { addColleague, auditTrail, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

/** A raise that was saved, and whose answer never came: its author sends it again, as it was or put right. */
let desk: TestDesk
let folder: string
let told: string[]
let nadia: Colleague
let parts: ReturnType<typeof raisedPages>
beforeEach(() => {
  desk = smallService()
  folder = mkdtempSync(join(tmpdir(), 'perch-photos-'))
  told = []
  nadia = addColleague(desk, { name: 'Nadia Osman', team: 'RP', jobTitle: 'Reablement worker' })
  parts = raisedPages(desk, new PhotoFiles(folder), (one) => told.push(one))
})
afterEach(() => {
  desk.remove()
  rmSync(folder, { recursive: true, force: true })
})

const words = 'cannot lift her leg over the bath'
const line = { id: 'raise-one', episode: 'kamla-stay', words }
const rows = () => desk.storage.select().from(raised).all()
const kept = () => readdirSync(join(folder, 'photos'))
const photoOf = (background: string) =>
  sharp({ create: { width: 80, height: 60, channels: 3, background } })
    .jpeg()
    .toBuffer()
const refused = async (wish: Partial<typeof line>, photo: Uint8Array | null) => {
  try {
    await parts.raise(nadia, { ...line, ...wish }, photo)
    return 'sent'
  } catch (problem) {
    const { code, field, words: said } = inWords(problem)
    return [code, field, said].join(' ')
  }
}

describe('sent again under its id', () => {
  test('as it was, with its photo, it is sent and is one', async () => {
    await parts.raise(nadia, line, await photoOf('#804020'))
    expect(await refused({ words: `  ${words} ` }, await photoOf('#804020'))).toBe('sent')
    expect(rows()).toHaveLength(1)
    expect(kept()).toHaveLength(1)
    expect(told).toHaveLength(1)
  })

  test.each([
    ['somebody else', { episode: 'dot-stay' }, '#804020'],
    ['another line', { words: 'cannot lift her leg over the step' }, '#804020'],
    ['another photo', {}, '#204080'],
    ['no photo any more', {}, null],
  ])('with %s it is refused, saying as what it went, and leaves nothing', async (_, wish, colour) => {
    await parts.raise(nadia, line, await photoOf('#804020'))
    const [before] = rows()
    expect(await refused(wish, colour === null ? null : await photoOf(colour))).toBe(
      `sent-already id This was sent already. It went as Kamla Chauhan: “${words}”, with a photo. If that is wrong, take it back below. Nothing you typed is lost: one more press sends it as a new one.`,
    )
    expect(rows()).toEqual([before])
    expect(kept()).toHaveLength(1)
    expect(auditTrail(desk).at(-1)).toBe('raise for huddle sent-already')
    // As a new one it goes.
    expect(await refused({ ...wish, id: 'raise-two' }, null)).toBe('sent')
    expect(rows()).toHaveLength(2)
  })

  test('with a photo it had not it is refused; when it was taken back meanwhile, too', async () => {
    await parts.raise(nadia, line, null)
    const photo = await photoOf('#804020')
    expect(await refused({}, photo)).toContain(`It went as Kamla Chauhan: “${words}”. If`)
    await parts.takeBack(nadia, { id: 'raise-one' })
    expect(await refused({}, null)).toBe(
      'sent-already id This was sent already. You took it back. Nothing you typed is lost: one more press sends it as a new one.',
    )
    expect(kept()).toEqual([])
  })

  test('of a photo that is no longer kept it is known that there was one', async () => {
    const photo = await photoOf('#804020')
    await parts.raise(nadia, line, photo)
    desk.storage
      .update(raised)
      .set({ photo: null, photoSha256: null, photoRemovedAt: '2026-11-23T09:21:00.000Z' })
      .run()
    expect(await refused({}, photo)).toBe('sent')
    expect(await refused({}, null)).toMatch(/^sent-already .*with a photo/)
  })
})
