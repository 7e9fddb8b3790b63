import { eq } from 'drizzle-orm'
import { shortName } from '../../reablement/colleague.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { raiseReason, takenBackReason } from '../../reablement/raised.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { raised, shownPhoto } from '../storage/raised-schema.ts'
import { openRaises } from '../storage/raises.ts'
import { huddle } from '../storage/schema.ts'
import { takeBackInput } from './inputs.ts'
import type { TakeBackInput } from './inputs.ts'
import type { PhotoFiles } from './photo-files.ts'
import type { Around } from './raise-person.ts'

export interface AroundTakingBack extends Pick<Around, 'tell'> {
  /** On the agenda of the huddle that runs the words go; nobody is lowered. */
  withdraw: (tx: Transaction, episode: string, was: string, is: string) => void
}

/**
 * Its author takes a raise back, until a huddle has talked about it; its photo goes with it. One that is taken back
 * already stays so. @throws Problem 'not-found', 'wrong-state' when a huddle has come to it, perform's.
 */
export async function takeBack(
  desk: Desk,
  who: Colleague | null,
  input: TakeBackInput,
  { files, around }: { files: PhotoFiles; around: AroundTakingBack },
): Promise<{ episode: string }> {
  const { id } = parse(takeBackInput, input)
  const { row } = await perform(desk, who, {
    act: 'take back raise',
    thing: (tx) => ({ kind: 'raise', id, owner: find(tx, id).colleague }),
    work: (tx, at) => {
      const found = find(tx, id)
      if (found.takenBackAt === null) withdraw(tx, at, signedIn(who), found, around)
      return { row: found }
    },
  })
  if (row.photo) await files.remove(row.photo)
  return { episode: row.episode }
}

type Row = typeof raised.$inferSelect

function find(tx: Transaction, id: string): Row {
  const row = tx.select().from(raised).where(eq(raised.id, id)).get()
  if (!row) throw new Problem('not-found')
  return row
}

/** Raised behind the back of a huddle that still runs. */
function isForLater(tx: Transaction, after: string | null): boolean {
  if (after === null) return false
  return tx.select({ state: huddle.state }).from(huddle).where(eq(huddle.id, after)).get()?.state === 'live'
}

function withdraw(
  tx: Transaction,
  at: string,
  author: Colleague,
  { id, episode, words, afterHuddle, photo }: Row,
  { withdraw: takeOff, tell }: AroundTakingBack,
): void {
  const waits =
    openRaises(tx, episode)
      .get(episode)
      ?.some((one) => one.id === id) ?? false
  if (!waits && !isForLater(tx, afterHuddle)) {
    throw new Problem('wrong-state', { detail: 'The huddle has talked about it.' })
  }
  const gone = photo ? { photo: null, photoSha256: null, photoRemovedAt: at } : {}
  tx.delete(shownPhoto).where(eq(shownPhoto.raised, id)).run()
  tx.update(raised)
    .set({ takenBackAt: at, ...gone })
    .where(eq(raised.id, id))
    .run()
  const by = shortName(author.name)
  takeOff(tx, episode, raiseReason({ by, words }), takenBackReason({ by }))
  tell(tx, {
    ...{ episode, at, colleague: author.id, on: londonDate(new Date(at)) },
    words: 'Took back what they had raised for the huddle',
  })
}
