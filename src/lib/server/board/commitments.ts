import { asc, eq, ne } from 'drizzle-orm'
import { shortName } from '../../reablement/colleague.ts'
import { chipKinds } from '../../reablement/commitments.ts'
import type { LeavingPlan, PersonChip } from '../../reablement/commitments.ts'
import type { Checklist } from '../../reablement/starter.ts'
import { leaving, personChip, starterCheck } from '../storage/chip-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague, huddle } from '../storage/schema.ts'

/** What was committed to and is planned about everybody, by episode. */
export interface Commitments {
  chips: ReadonlyMap<string, PersonChip[]>
  leaving: ReadonlyMap<string, LeavingPlan>
  starter: ReadonlyMap<string, Checklist>
}

/** Of the huddle that is open, what is planned by now, and the starter checklists; in three queries. */
export function commitmentsOf(tx: Transaction): Commitments {
  return { chips: openChips(tx), leaving: plans(tx), starter: checklists(tx) }
}

function openChips(tx: Transaction): Map<string, PersonChip[]> {
  const rows = tx
    .select({ chip: personChip, by: colleague.name })
    .from(personChip)
    .innerJoin(huddle, eq(huddle.id, personChip.huddle))
    .innerJoin(colleague, eq(colleague.id, personChip.colleague))
    .where(ne(huddle.state, 'closed'))
    .all()
  const byEpisode = Map.groupBy(rows, ({ chip }) => chip.episode)
  const place = ({ kind }: PersonChip) => chipKinds.indexOf(kind)
  return new Map(
    [...byEpisode].map(([id, all]) => {
      const chips = all.map(({ chip: { kind, words, at }, by }) => ({ kind, words, by: shortName(by), at }))
      return [id, chips.sort((a, b) => place(a) - place(b))]
    }),
  )
}

function plans(tx: Transaction): Map<string, LeavingPlan> {
  const rows = tx.select().from(leaving).all()
  return new Map(
    rows.map(({ episode, outcome, collection, firstCheck, secondCheck }) => {
      const dated = firstCheck !== null && secondCheck !== null
      const laterChecks = dated ? { first: firstCheck, second: secondCheck } : null
      return [episode, { outcome, collection, laterChecks }]
    }),
  )
}

function checklists(tx: Transaction): Map<string, Checklist> {
  const rows = tx.select().from(starterCheck).orderBy(asc(starterCheck.episode)).all()
  return new Map(
    [...Map.groupBy(rows, ({ episode }) => episode)].map(([id, all]) => [
      id,
      Object.fromEntries(all.map(({ item, state }) => [item, state])),
    ]),
  )
}
