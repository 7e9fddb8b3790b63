import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { ShownPhoto } from '../../reablement/huddle.ts'
import { raised, shownPhoto } from '../storage/raised-schema.ts'
import { huddle } from '../storage/schema.ts'
import type { Reader } from './agenda-facts.ts'

/** What the shared screens show now beside whoever is talked about; null: nothing. One query. */
export function photoOnScreens(reader: Reader): (ShownPhoto & { photo: string; words: string }) | null {
  const { photo, words } = raised
  const row = reader
    .select({ raised: shownPhoto.raised, at: shownPhoto.at, photo, words })
    .from(shownPhoto)
    .innerJoin(huddle, and(eq(huddle.id, shownPhoto.huddle), eq(huddle.current, shownPhoto.episode)))
    .innerJoin(raised, and(eq(raised.id, shownPhoto.raised), isNull(raised.takenBackAt)))
    .where(and(eq(huddle.state, 'live'), isNotNull(raised.photo)))
    .get()
  return row?.photo ? { ...row, photo: row.photo } : null
}
