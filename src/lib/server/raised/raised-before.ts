import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { shownName } from '../../reablement/person.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Transaction } from '../storage/open.ts'
import { raised } from '../storage/raised-schema.ts'
import { episode, person } from '../storage/schema.ts'
import type { RaiseInput } from './inputs.ts'
import type { KeptPhoto } from './photo-files.ts'

/**
 * Whether this very raise was sent before, and only its answer was lost. One's own id for something else, or for what was
 * taken back, is refused: to answer that it was sent would drop what its author put right meanwhile.
 * @throws Problem 'sent-already' saying as what, 'not-found' when the id is somebody else’s.
 */
export function raisedBefore(
  tx: Transaction,
  author: Colleague,
  asked: RaiseInput,
  photo: KeptPhoto | null,
): boolean {
  const { forename, knownAs, surname } = person
  const before = tx
    .select({ raise: raised, forename, knownAs, surname })
    .from(raised)
    .innerJoin(episode, eq(episode.id, raised.episode))
    .innerJoin(person, eq(person.id, episode.person))
    .where(eq(raised.id, asked.id))
    .get()
  if (!before) return false
  const { raise } = before
  if (raise.colleague !== author.id) throw new Problem('not-found', { field: 'id' })
  if (raise.takenBackAt !== null) refuse('You took it back.')
  if (!saysTheSame(raise, asked, photo)) {
    const name = shownName(before.forename, before.knownAs, before.surname)
    const beside = hadPhoto(raise) ? ', with a photo' : ''
    refuse(`It went as ${name}: “${raise.words}”${beside}. If that is wrong, take it back below.`)
  }
  return true
}

function refuse(why: string): never {
  const detail = `${why} Nothing you typed is lost: one more press sends it as a new one.`
  throw new Problem('sent-already', { field: 'id', detail })
}

type Row = typeof raised.$inferSelect

function saysTheSame(before: Row, asked: RaiseInput, photo: KeptPhoto | null): boolean {
  return before.episode === asked.episode && before.words === asked.words && isSamePhoto(before, photo)
}

/** The same bytes are drawn anew as the same bytes. Of a photo that is gone only that there was one is known. */
function isSamePhoto(before: Row, photo: KeptPhoto | null): boolean {
  if (before.photoRemovedAt !== null) return photo !== null
  return before.photoSha256 === (photo?.sha256 ?? null)
}

function hadPhoto({ photo, photoRemovedAt }: Row): boolean {
  return photo !== null || photoRemovedAt !== null
}
