import { randomInt } from 'node:crypto'
import * as Y from 'yjs'
import { marksOf, raise, setHow, setTeamMark } from '../page/marks.ts'
import { noteOf } from '../page/note.ts'
import { nextHuddleDay } from '../reablement/working-days.ts'
import { seedCatalogue } from './catalogue/seed.ts'
import { fillEnded } from './invented/ended.ts'
import { fillInventedService } from './invented/fill.ts'
import type { InventedMark } from './invented/marks.ts'
import { addSupperPhoto } from './invented/raised.ts'
import { addInventedReferrals } from './invented/referrals.ts'
import { drawSupper } from './invented/supper.ts'
import { cleanPhoto } from './raised/photo.ts'
import { PhotoFiles } from './raised/photo-files.ts'
import type { Settings } from './settings.ts'
import type { Desk } from './storage/desk.ts'
import { emptyHead, PageLog } from './storage/page-log.ts'
import type { PageBatch } from './storage/page-log.ts'
import { pageClient } from './storage/page-schema.ts'

/**
 * Fills an empty database: the starter catalogue, and the invented service laid so that its Monday is the next huddle
 * to come. A database that holds anybody is left alone.
 */
export async function startFirst(
  desk: Desk,
  { empty, data }: Pick<Settings, 'empty' | 'data'>,
): Promise<void> {
  seedCatalogue(desk.storage)
  if (empty) return
  const filled = await fillInventedService(desk, { firstDay: nextHuddleDay(desk.clock()) })
  if (!filled) return
  addInventedReferrals(desk)
  fillEnded(desk, { firstDay: filled.date })
  writeFirstPage(desk, filled.huddle, filled.marks)
  addSupperPhoto(desk.storage, await new PhotoFiles(data).keep(await cleanPhoto(await drawSupper())))
}

/** Colleagues have prepared on the open page already: each one's marks and notes go in as edits of their own. */
function writeFirstPage(desk: Desk, huddle: string, marks: InventedMark[]): void {
  const log = new PageLog(desk.storage)
  const now = desk.clock().getTime()
  let head = emptyHead
  for (const [index, mark] of marks.entries()) {
    const at = new Date(now - (marks.length - index) * 90_000).toISOString()
    const client = randomInt(1, 2 ** 31)
    const given = { huddle, client, session: 'first start', colleague: mark.by, at }
    desk.storage.insert(pageClient).values(given).run()
    const heads = log.append([{ huddle, head, ...writtenBy(client, mark) }], at)
    head = heads.get(huddle) ?? head
  }
}

function writtenBy(client: number, mark: InventedMark): Omit<PageBatch, 'huddle' | 'head'> {
  const { episode, by } = mark
  const doc = new Y.Doc()
  doc.clientID = client
  doc.transact(() => {
    if (mark.note) noteOf(doc, episode).insert(0, mark.note)
    if (mark.how) setHow(doc, episode, mark.how)
    if (mark.raised) raise(doc, episode, mark.raised)
    for (const [team, value] of Object.entries(mark.teams ?? {})) setTeamMark(doc, episode, team, value)
  })
  const set = [...marksOf(doc, episode).entries()].map(([key, value]) => ({
    episode,
    key,
    value,
    colleague: by,
  }))
  const authors = mark.note ? [{ episode, colleague: by }] : []
  return { edits: [{ author: by, bytes: Y.encodeStateAsUpdate(doc) }], marks: set, authors }
}
