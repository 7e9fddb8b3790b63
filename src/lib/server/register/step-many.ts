import type { ActionView } from '../../reablement/action.ts'
import { actionLine } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { stepManyInput } from '../../reablement/step-inputs.ts'
import type { StepManyInput } from '../../reablement/step-inputs.ts'
import { may } from '../access/may.ts'
import type { Thing } from '../access/may.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { record } from '../audit/record.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { accepting } from './accept-action.ts'
import { actionView } from './action-views.ts'
import { advanceIn, thingOf } from './advance.ts'
import type { Turn } from './advance.ts'
import { delivering } from './deliver-action.ts'
import { ordering } from './order-action.ts'
import { beingShown } from './show-action.ts'

/**
 * Takes several actions one step on in one transaction: all of them or none. Each is asked about and audited by itself.
 * @throws Problem naming the action that stands in the way, or as its own act.
 */
export async function stepMany(
  desk: Desk,
  who: Colleague | null,
  input: StepManyInput,
): Promise<ActionView[]> {
  const asked = parse(stepManyInput, input)
  const turn = turnOf(asked)
  const [first = '', ...others] = new Set(asked.actions)
  let reached: Thing | undefined
  return perform(desk, who, {
    act: turn.act,
    thing: (tx) => thingOf(actionView(tx, first)),
    reached: () => reached,
    work: (tx, at) => [
      one(tx, at, signedIn(who), first, turn),
      ...others.map((id) => {
        reached = { kind: 'action', id }
        return another(tx, at, signedIn(who), id, turn)
      }),
    ],
    detail: { together: others.length + 1 },
  })
}

function turnOf(asked: StepManyInput): Turn {
  switch (asked.step) {
    case 'accept':
      return accepting()
    case 'order':
      return ordering(asked)
    case 'deliver':
      return delivering(asked)
    case 'show':
      return beingShown(asked)
  }
}

/** The transaction's own audit row is the first one's; each other has its own. */
function another(tx: Transaction, at: string, who: Colleague, id: string, turn: Turn): ActionView {
  if (!may(who, turn.act, thingOf(actionView(tx, id)))) throw new Problem('not-allowed')
  const view = one(tx, at, who, id, turn)
  const entry = { at, colleague: who.id, act: turn.act, thing: 'action', thingId: id, result: 'done' }
  record(tx, entry)
  return view
}

function one(tx: Transaction, at: string, who: Colleague, id: string, turn: Turn): ActionView {
  try {
    return advanceIn(tx, at, who, id, turn)
  } catch (error) {
    if (error instanceof Problem) throw naming(error, actionView(tx, id))
    throw error
  }
}

function naming({ code, field, detail }: Problem, view: ActionView): Problem {
  const words = `${actionLine(view)}: ${detail ?? 'that does not go.'} Nothing was changed.`
  return new Problem(code, { ...(field === undefined ? {} : { field }), detail: words })
}
