import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { raised, shownPhoto } from '../storage/raised-schema.ts'
import { photoInput } from './inputs.ts'
import type { PhotoInput } from './inputs.ts'
import { steer, takePhotoOff } from './steer.ts'
import type { Here } from './steer.ts'

/**
 * Puts the photo of a raise on the shared screens, or takes it off (`show: false`). Only that of whoever is talked about;
 * it goes by itself with their turn. @throws Problem 'not-found' when it is not theirs or is gone, or steer's.
 */
export async function showPhoto(
  desk: Desk,
  who: Colleague | null,
  input: PhotoInput,
  here: Here = [],
): Promise<Steering> {
  const asked = parse(photoInput, input)
  const did = asked.show ? 'show photo' : 'take photo off'
  return steer(desk, who, { huddle: asked.huddle, here, did }, (tx, row, _agenda, at) => {
    takePhotoOff(tx, row.id)
    if (!asked.show) return undefined
    const { current } = row
    if (current === null || !hasPhoto(tx, asked.raised, current)) {
      const detail = 'Only a photo of the person who is talked about can be shown.'
      throw new Problem('not-found', { field: 'raised', detail })
    }
    tx.insert(shownPhoto).values({ huddle: row.id, episode: current, raised: asked.raised, at }).run()
    return undefined
  })
}

function hasPhoto(tx: Transaction, id: string, episode: string): boolean {
  const theirs = and(eq(raised.id, id), eq(raised.episode, episode), isNotNull(raised.photo))
  const row = tx
    .select({ id: raised.id })
    .from(raised)
    .where(and(theirs, isNull(raised.takenBackAt)))
    .get()
  return row !== undefined
}
