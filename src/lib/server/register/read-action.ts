import { asc, eq, sql } from 'drizzle-orm'
import type { ActionState } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import type { StepChanges } from '../../reablement/record-kept.ts'
import type { ActionStep, ActionStory } from '../../reablement/register.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action, actionEvent, colleague } from '../storage/schema.ts'
import { actionTold } from '../storage/waits-schema.ts'
import { actionsWithPeople, asRegisterRow } from './people.ts'
import type { RowWithPerson } from './people.ts'

/** One action with its story; audited as a look at the person. @throws Problem 'not-found', or perform's. */
export async function readAction(desk: Desk, who: Colleague | null, id: string): Promise<ActionStory> {
  return perform(desk, who, {
    act: 'view person',
    thing: (tx) => ({ kind: 'person', id: find(tx, id).person.id }),
    work: (tx) => ({ action: asRegisterRow(find(tx, id)), steps: stepsOf(tx, id), told: toldOf(tx, id) }),
    detail: { page: 'action' },
  })
}

function find(tx: Transaction, id: string): RowWithPerson {
  const [row] = actionsWithPeople(tx, { where: eq(action.id, id), order: [] })
  if (!row) throw new Problem('not-found')
  return row
}

function toldOf(tx: Transaction, id: string): ActionStory['told'] {
  const { action: of, telling, at } = actionTold
  return tx.select({ telling, at }).from(actionTold).where(eq(of, id)).orderBy(asc(at), asc(telling)).all()
}

function stepsOf(tx: Transaction, action: string): ActionStep[] {
  const rows = tx
    .select({ event: actionEvent, who: colleague.name })
    .from(actionEvent)
    .innerJoin(colleague, eq(colleague.id, actionEvent.colleague))
    .where(eq(actionEvent.action, action))
    .orderBy(asc(actionEvent.at), sql`${actionEvent}.rowid`)
    .all()
  return rows.map(({ event: { id, at, from, to, note, act, detail }, who }) => ({
    ...{ id, at, who, note, act, changes: detail === null ? {} : (JSON.parse(detail) as StepChanges) },
    from: from as ActionState | null,
    to: to as ActionState,
  }))
}
