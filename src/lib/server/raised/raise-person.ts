import { and, eq, inArray } from 'drizzle-orm'
import { shortName } from '../../reablement/colleague.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { Problem } from '../../reablement/problem.ts'
import { raiseReason, reachedOutcomes } from '../../reablement/raised.ts'
import { may } from '../access/may.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { raised } from '../storage/raised-schema.ts'
import { agendaItem, episode, huddle } from '../storage/schema.ts'
import { raiseInput } from './inputs.ts'
import type { RaiseInput } from './inputs.ts'
import { cleanPhoto } from './photo.ts'
import type { KeptPhoto, PhotoFiles } from './photo-files.ts'
import { raisedBefore } from './raised-before.ts'

/** What other parts do in the transaction of a raise. */
export interface Around {
  /** Puts them on the agenda of the huddle that runs. */
  place: (tx: Transaction, huddle: string, episode: string) => void
  /** Adds it to the person's story. */
  tell: (
    tx: Transaction,
    told: { episode: string; at: string; colleague: string; on: string; words: string },
  ) => void
}

export interface Raised {
  episode: string
  /** It was sent before: nothing changed. */
  again: boolean
}

/**
 * Raises somebody of the board for the huddle, with one line and at most one photo. One that is sent twice is one. With
 * a huddle running they come onto its agenda, unless it has talked about them already: then it is for the next.
 * @throws Problem 'not-found' when they are not on the board, 'sent-already' when the id has raised something else,
 * 'key-safe-code', 'unusable-photo', perform's.
 */
export async function raisePerson(
  desk: Desk,
  who: Colleague | null,
  input: RaiseInput,
  photo: Uint8Array | null,
  { files, around }: { files: PhotoFiles; around: Around },
): Promise<Raised> {
  const asked = parse(raiseInput, input)
  if (holdsKeySafeCode(asked.words)) throw new Problem('key-safe-code', { field: 'words' })
  // Whoever may not is refused by the act itself, but nothing of theirs is drawn or written for that.
  const kept =
    photo && may(who, 'raise for huddle', { kind: 'person' })
      ? await files.keep(await cleanPhoto(photo))
      : null
  try {
    const done = await act(desk, who, asked, kept, around)
    if (kept && done.again) await files.remove(kept.photo)
    return done
  } catch (error) {
    if (kept) await files.remove(kept.photo)
    throw error
  }
}

function act(
  desk: Desk,
  who: Colleague | null,
  asked: RaiseInput,
  kept: KeptPhoto | null,
  around: Around,
): Promise<Raised> {
  return perform(desk, who, {
    act: 'raise for huddle',
    thing: (tx) => ({ kind: 'person', id: onBoard(tx, asked.episode) }),
    work: (tx, at) => {
      const author = signedIn(who)
      const again = raisedBefore(tx, author, asked, kept)
      if (!again) write(tx, at, author, asked, kept, around)
      return { episode: asked.episode, again }
    },
    detail: { raise: asked.id, photo: kept !== null },
  })
}

function onBoard(tx: Transaction, id: string): string {
  const stays = and(eq(episode.id, id), inArray(episode.state, ['accepted', 'active', 'paused']))
  const row = tx.select({ id: episode.id }).from(episode).where(stays).get()
  if (!row) throw new Problem('not-found', { field: 'episode', detail: 'They are no longer on the board.' })
  return row.id
}

function write(
  tx: Transaction,
  at: string,
  author: Colleague,
  { id, episode: about, words }: RaiseInput,
  kept: KeptPhoto | null,
  { place, tell }: Around,
): void {
  const live = tx.select({ id: huddle.id }).from(huddle).where(eq(huddle.state, 'live')).get()
  const isOver = live !== undefined && hasReached(tx, live.id, about)
  tx.insert(raised)
    .values({
      ...{ id, at, words, episode: about, colleague: author.id, afterHuddle: isOver ? live.id : null },
      ...{ photo: kept?.photo ?? null, photoSha256: kept?.sha256 ?? null },
    })
    .run()
  if (live && !isOver) place(tx, live.id, about)
  const said = raiseReason({ by: shortName(author.name), words })
  const story = `${said.charAt(0).toUpperCase()}${said.slice(1)}${kept ? ' (with a photo)' : ''}`
  tell(tx, { episode: about, at, colleague: author.id, on: londonDate(new Date(at)), words: story })
}

function hasReached(tx: Transaction, huddleId: string, about: string): boolean {
  const mine = and(
    eq(agendaItem.huddle, huddleId),
    eq(agendaItem.episode, about),
    inArray(agendaItem.outcome, [...reachedOutcomes]),
  )
  return tx.select({ episode: agendaItem.episode }).from(agendaItem).where(mine).get() !== undefined
}
