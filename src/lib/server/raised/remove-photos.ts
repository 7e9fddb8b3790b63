import { rm } from 'node:fs/promises'
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { addDays, instantOf, londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { photoKeptDays } from '../../reablement/raised.ts'
import { performAsService } from '../access/perform.ts'
import { episodeEvent } from '../storage/course-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Storage } from '../storage/open.ts'
import { raised } from '../storage/raised-schema.ts'
import { episode } from '../storage/schema.ts'
import type { PhotoFiles } from './photo-files.ts'

/** A file nobody's row names is left over from a send that failed, once it is this old, in milliseconds. */
const leftOverAfter = 60 * 60_000

/**
 * Removes the photos of episodes whose end, or refusal, is four weeks old or older, and files no row names. The
 * act is the service's own, written down when there is something to remove. Returns how many photos went.
 */
export async function removeOldPhotos(desk: Desk, files: PhotoFiles): Promise<number> {
  const due = duePhotos(desk.storage, addDays(londonDate(desk.clock()), -photoKeptDays))
  if (due.length > 0) {
    await performAsService(desk, {
      act: 'remove photos',
      thing: () => ({ kind: 'service' }),
      work: (tx, at) => {
        tx.update(raised)
          .set({ photo: null, photoSha256: null, photoRemovedAt: at })
          .where(inArray(raised.photo, due))
          .run()
      },
      detail: { photos: due.length },
    })
  }
  for (const photo of due) await files.remove(photo)
  await removeLeftOvers(desk.storage, files)
  return due.length
}

/**
 * By the day it ended (of one that ended before Perch kept that, the day it was to end, else of its start), and by when
 * that was said, whichever is later: an end of five weeks ago that is typed today can still be undone with its photos.
 */
function duePhotos(storage: Storage, until: LocalDate): string[] {
  const said = sql`(select max(${episodeEvent.at}) from ${episodeEvent}
    where ${episodeEvent.episode} = ${episode.id} and ${episodeEvent.kind} = 'course')`
  const over = and(
    sql`coalesce(${episode.endedOn}, ${episode.plannedEnd}, ${episode.start}) <= ${until}`,
    sql`coalesce(${said}, '') < ${instantOf(addDays(until, 1), '00:00').toISOString()}`,
  )
  return storage
    .select({ photo: raised.photo })
    .from(raised)
    .innerJoin(episode, eq(episode.id, raised.episode))
    .where(and(isNotNull(raised.photo), inArray(episode.state, ['ended', 'declined']), over))
    .all()
    .flatMap(({ photo }) => (photo === null ? [] : [photo]))
}

async function removeLeftOvers(storage: Storage, files: PhotoFiles): Promise<void> {
  const old = await files.olderThan(Date.now() - leftOverAfter)
  if (old.length === 0) return
  const rows = storage.select({ photo: raised.photo }).from(raised).where(isNotNull(raised.photo)).all()
  const named = new Set(rows.map(({ photo }) => photo))
  for (const { photo, path } of old) if (!named.has(photo)) await rm(path, { force: true })
}
