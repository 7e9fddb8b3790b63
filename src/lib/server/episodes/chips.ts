import { and, eq } from 'drizzle-orm'
import type { ChipKind } from '../../reablement/commitments.ts'
import { leaving, personChip } from '../storage/chip-schema.ts'
import type { Transaction } from '../storage/open.ts'

export type ChipRow = typeof personChip.$inferSelect
export type LeavingRow = typeof leaving.$inferSelect

/** Where a commitment stands: one of a kind for a person in a huddle. */
export interface ChipAt {
  huddle: string
  episode: string
  kind: ChipKind
}

function at({ huddle, episode, kind }: ChipAt) {
  return and(eq(personChip.huddle, huddle), eq(personChip.episode, episode), eq(personChip.kind, kind))
}

/** What this huddle has committed to of this kind, or null. */
export function chipOf(tx: Transaction, where: ChipAt): ChipRow | null {
  return tx.select().from(personChip).where(at(where)).get() ?? null
}

/** Puts the chip in place of the one of its kind. */
export function putChip(tx: Transaction, row: typeof personChip.$inferInsert): void {
  const { words, colleague, at: instant, was = null, calls = null } = row
  const target = [personChip.huddle, personChip.episode, personChip.kind]
  tx.insert(personChip)
    .values(row)
    .onConflictDoUpdate({ target, set: { words, colleague, at: instant, was, calls } })
    .run()
}

/** Takes it back. */
export function dropChip(tx: Transaction, where: ChipAt): void {
  tx.delete(personChip).where(at(where)).run()
}

/** What is planned for the end of this episode, or null when nothing ever was. */
export function leavingOf(tx: Transaction, episode: string): LeavingRow | null {
  return tx.select().from(leaving).where(eq(leaving.episode, episode)).get() ?? null
}

/** Changes what is planned; what is not named stays. */
export function putLeaving(
  tx: Transaction,
  episode: string,
  change: Partial<Omit<LeavingRow, 'episode'>>,
): void {
  const values = { episode, ...change }
  tx.insert(leaving).values(values).onConflictDoUpdate({ target: leaving.episode, set: values }).run()
}
