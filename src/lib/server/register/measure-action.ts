import { eq } from 'drizzle-orm'
import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { sayMeasured } from '../../reablement/request.ts'
import { measureInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { catalogueItem } from '../storage/schema.ts'
import { actionMeasure } from '../storage/request-schema.ts'
import { actionView } from './action-views.ts'
import { advance } from './advance.ts'
import { readMeasures } from './check-measures.ts'

/**
 * Writes down what was measured, in any unit that can be read. It is measured once nothing is missing; measuring again
 * puts right what was measured before, and the story keeps both. Whoever holds the tape may.
 * @throws Problem 'bad-input' asking about a slip, 'key-safe-code', or advance's.
 */
export async function measureAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof measureInput>,
): Promise<ActionView> {
  const { action, measures } = parse(measureInput, input)
  return advance(desk, who, action, {
    act: 'measure action',
    step: 'measure',
    topic: 'action measured',
    first: (tx, at, measurer, before) => {
      for (const one of readMeasures(itemOf(tx, before), measures))
        put(tx, { ...one, action, colleague: measurer.id, at })
    },
    facts: (tx, _who, { asks }) => ({
      measures: Object.fromEntries(
        actionView(tx, action)
          .measures?.filter(({ name }) => measures.some((one) => one.name === name))
          .map((one) => [one.name, sayMeasured(asks ?? [], one)]) ?? [],
      ),
    }),
  })
}

function itemOf(tx: Transaction, { item }: ActionView): typeof catalogueItem.$inferSelect {
  const row =
    item === null ? undefined : tx.select().from(catalogueItem).where(eq(catalogueItem.code, item)).get()
  if (!row) throw new Problem('wrong-state', { detail: 'There is nothing to measure.' })
  return row
}

function put(tx: Transaction, row: typeof actionMeasure.$inferInsert): void {
  const { action, name, ...set } = row
  const target = [actionMeasure.action, actionMeasure.name]
  tx.insert(actionMeasure)
    .values({ action, name, ...set })
    .onConflictDoUpdate({ target, set })
    .run()
}
