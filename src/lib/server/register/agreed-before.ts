import { count, eq } from 'drizzle-orm'
import { actionLine } from '../../reablement/action.ts'
import type { ActionView, AgreeInput } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Transaction } from '../storage/open.ts'
import { action, actionEvent } from '../storage/schema.ts'
import { actionView } from './action-views.ts'

/**
 * The action this very request agreed before, or null. Somebody else's id is nobody's to use again, nor is one's own for
 * something else, or for what was taken back. @throws Problem 'wrong-state' naming the id.
 */
export function agreedBefore(tx: Transaction, who: Colleague, asked: AgreeInput): ActionView | null {
  const row = tx.select({ by: action.agreedBy }).from(action).where(eq(action.id, asked.id)).get()
  if (!row) return null
  if (row.by !== who.id) throw new Problem('wrong-state', { field: 'id' })
  const before = actionView(tx, asked.id)
  const refuse = (how: string) => {
    const detail = `${actionLine(before)} was agreed ${how} Agree it anew.`
    throw new Problem('wrong-state', { field: 'id', detail })
  }
  if (before.state === 'cancelled') refuse('and cancelled.')
  if (!saysTheSame(before, asked) || (isUntouched(tx, asked.id) && !promisesTheSame(before, asked)))
    refuse('already, and this is something else.')
  return before
}

/** What no step changes. The catalogue gives an item its name, and may give it another. */
function saysTheSame(before: ActionView, asked: AgreeInput): boolean {
  const isCalledSo = asked.item !== undefined || before.title === asked.title
  return (
    isCalledSo &&
    before.episode === asked.episode &&
    before.kind === asked.kind &&
    before.item === (asked.item ?? null) &&
    before.quantity === asked.quantity &&
    before.room === (asked.room || null) &&
    before.detail === (asked.detail || null) &&
    before.because === (asked.because || null) &&
    before.urgent === (asked.urgent ?? false)
  )
}

/** What the steps after it change: whose it is, its day, what is measured. */
function promisesTheSame(before: ActionView, { team, owner, due, measures = [] }: AgreeInput): boolean {
  const said = ({ name, value }: { name: string; value: string }) => `${name}: ${value}`
  const [was, is] = [before.measures ?? [], measures].map((all) => all.map(said).sort().join('; '))
  return before.team === team && (before.owner?.id ?? null) === owner && before.due === due && was === is
}

/** Nothing has happened to it since it was agreed. */
function isUntouched(tx: Transaction, id: string): boolean {
  const steps = tx.select({ many: count() }).from(actionEvent).where(eq(actionEvent.action, id)).get()
  return steps?.many === 1
}
