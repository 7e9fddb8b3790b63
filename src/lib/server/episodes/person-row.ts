import { eq } from 'drizzle-orm'
import { Problem } from '../../reablement/problem.ts'
import type { PersonRow } from '../storage/about-rows.ts'
import type { Transaction } from '../storage/open.ts'
import { episode, person } from '../storage/schema.ts'

/** Whose episode it is. @throws Problem 'not-found'. */
export function personRowOf(tx: Transaction, id: string): PersonRow {
  const row = tx
    .select({ person })
    .from(person)
    .innerJoin(episode, eq(episode.person, person.id))
    .where(eq(episode.id, id))
    .get()
  if (!row) throw new Problem('not-found', { field: 'episode' })
  return row.person
}
