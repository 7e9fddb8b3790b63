import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { recordEthnicityInput, sayEthnicity } from '../../reablement/ethnicity.ts'
import type { RecordEthnicityInput } from '../../reablement/ethnicity.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { episode, person } from '../storage/schema.ts'
import { tellStory } from './tell-story.ts'

/**
 * Keeps somebody's ethnicity as they describe it, or that they would rather not say; null takes it back. Of an ended
 * episode, too: the national rows go out afterwards. The same again changes nothing.
 * @throws Problem 'bad-input', 'not-found', perform's.
 */
export async function recordEthnicity(
  desk: Desk,
  who: Colleague | null,
  input: RecordEthnicityInput,
): Promise<void> {
  const { episode: about, ethnicity } = parse(recordEthnicityInput, input)
  return perform(desk, who, {
    act: 'record ethnicity',
    thing: (tx) => ({ kind: 'person', id: personOf(tx, about).id }),
    work: (tx, at) => {
      const { id, ethnicity: before } = personOf(tx, about)
      if (before === ethnicity) return
      tx.update(person).set({ ethnicity }).where(eq(person.id, id)).run()
      const was = before === null ? '' : `, before: ${sayEthnicity(before)}`
      tellStory(tx, {
        ...{ episode: about, at, colleague: signedIn(who).id, kind: 'about' },
        ...{ on: londonDate(new Date(at)), words: `Ethnicity: ${sayEthnicity(ethnicity)}${was}` },
      })
    },
    detail: { episode: about },
  })
}

/** @throws Problem 'not-found'. */
function personOf(tx: Transaction, about: string): { id: string; ethnicity: string | null } {
  const row = tx
    .select({ id: person.id, ethnicity: person.ethnicity })
    .from(person)
    .innerJoin(episode, eq(episode.person, person.id))
    .where(eq(episode.id, about))
    .get()
  if (!row) throw new Problem('not-found', { field: 'episode' })
  return row
}
