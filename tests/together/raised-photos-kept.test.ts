import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { raisedPages } from '#lib/server/join-raised.ts'
import { PhotoFiles } from '#lib/server/raised/photo-files.ts'
import { removeOldPhotos } from '#lib/server/raised/remove-photos.ts'
import { episodeEvent } from '#lib/server/storage/course-schema.ts'
import { raised } from '#lib/server/storage/raised-schema.ts'
import { episode } from '#lib/server/storage/schema.ts'
import { addColleague, auditTrail, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

/** How long the photo of a raise stays on disk. */
let desk: TestDesk
let folder: string
let files: PhotoFiles
let nadia: Colleague
let parts: ReturnType<typeof raisedPages>
beforeEach(() => {
  desk = smallService()
  folder = mkdtempSync(join(tmpdir(), 'perch-photos-'))
  files = new PhotoFiles(folder)
  nadia = addColleague(desk, { name: 'Nadia Osman', team: 'RP', jobTitle: 'Reablement worker' })
  parts = raisedPages(desk, files, () => undefined)
})
afterEach(() => {
  desk.remove()
  rmSync(folder, { recursive: true, force: true })
})

const words = 'cannot lift her leg over the bath'
const line = (id = 'raise-one', about = 'kamla-stay') => ({ id, episode: about, words })
const kept = () => readdirSync(join(folder, 'photos'))
const rows = () => desk.storage.select().from(raised).all()
const aPhoto = () =>
  sharp({ create: { width: 80, height: 60, channels: 3, background: '#804020' } })
    .jpeg()
    .toBuffer()

describe('the photo', () => {
  test('is removed four weeks after the end of the episode, by the service itself; left-over files are, too', async () => {
    await parts.raise(nadia, line(), await aPhoto())
    await parts.raise(nadia, line('raise-dot', 'dot-stay'), await aPhoto())
    const ended = { state: 'ended', endedOn: '2026-11-25' } as const
    desk.storage.update(episode).set(ended).where(eq(episode.id, 'kamla-stay')).run()
    const left = join(folder, 'photos', 'AAAAAAAAAAAAAAAAAAAAAA.jpg')
    writeFileSync(left, 'left over')
    const old = Date.now() / 1000 - 7200
    utimesSync(left, old, old)

    desk.clock.setTo('2026-12-22T12:00:00.000Z')
    expect(await removeOldPhotos(desk, files)).toBe(0)
    expect(kept()).toHaveLength(2)
    expect(auditTrail(desk)).not.toContain('remove photos done')
    desk.clock.setTo('2026-12-23T12:00:00.000Z')
    expect(await removeOldPhotos(desk, files)).toBe(1)
    expect(kept()).toHaveLength(1)
    expect(auditTrail(desk)).toContain('remove photos done')
    expect(rows().find(({ id }) => id === 'raise-one')).toMatchObject({ photo: null, words })
  })

  test.each(['ended', 'declined'] as const)(
    'is kept four weeks from when it was said that they %s, however late that was',
    async (state) => {
      await parts.raise(nadia, line(), await aPhoto())
      const over = { state, start: '2026-10-01', endedOn: state === 'ended' ? '2026-10-20' : null }
      desk.storage.update(episode).set(over).where(eq(episode.id, 'kamla-stay')).run()
      for (const [id, at] of [
        ['accepted', '2026-10-01T09:00:00.000Z'],
        ['over', '2026-11-25T00:15:00.000Z'],
      ] as const)
        desk.storage
          .insert(episodeEvent)
          .values({ id, at, on: '2026-10-20', episode: 'kamla-stay', kind: 'course', words: 'It is over' })
          .run()
      desk.clock.setTo('2026-11-25T01:00:00.000Z')
      expect(await removeOldPhotos(desk, files)).toBe(0)
      desk.clock.setTo('2026-12-22T23:30:00.000Z')
      expect(await removeOldPhotos(desk, files)).toBe(0)
      desk.clock.setTo('2026-12-23T00:30:00.000Z')
      expect(await removeOldPhotos(desk, files)).toBe(1)
      expect(kept()).toEqual([])
    },
  )
})
