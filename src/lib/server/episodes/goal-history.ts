import { and, eq, sql } from 'drizzle-orm'
import { Problem } from '../../reablement/problem.ts'
import { goalEvent } from '../storage/about-schema.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { goal } from '../storage/schema.ts'
import { tellStory } from './tell-story.ts'

export type GoalRow = typeof goal.$inferSelect
type GoalStep = Omit<typeof goalEvent.$inferInsert, 'id' | 'goal' | 'what' | 'byDate' | 'state' | 'episode'>

/** @throws Problem 'not-found' when this person has no such goal. */
export function goalOf(tx: Transaction, episode: string, id: string): GoalRow {
  const row = tx
    .select()
    .from(goal)
    .where(and(eq(goal.id, id), eq(goal.episode, episode)))
    .get()
  if (!row) throw new Problem('not-found', { field: 'goal' })
  return row
}

/** The place behind the last goal, and how many there are. */
export function placeBehind(tx: Transaction, episode: string): { place: number; many: number } {
  const row = tx
    .select({ last: sql<number | null>`max(${goal.position})`, many: sql<number>`count(*)` })
    .from(goal)
    .where(eq(goal.episode, episode))
    .get()
  return { place: (row?.last ?? -1) + 1, many: row?.many ?? 0 }
}

/** Keeps one step of a goal as it now stands, and tells it in the story. */
export function keepStep(tx: Transaction, now: GoalRow, step: GoalStep): void {
  const { id, episode, what, by: byDate, state } = now
  tx.insert(goalEvent)
    .values({ id: newId(), goal: id, ...{ episode, what, byDate, state }, ...step })
    .run()
  const { at, colleague, on, kind, was = null, said = null } = step
  const told = {
    set: { words: `Goal set: “${what}”`, why: null },
    reworded: { words: `Goal reworded: “${what}”`, why: was === null ? null : `Before: “${was}”` },
    reviewed: { words: `Goal “${what}”: ${state}`, why: said },
  }
  tellStory(tx, { episode, at, colleague, on, kind: 'goal', ...told[kind] })
}
