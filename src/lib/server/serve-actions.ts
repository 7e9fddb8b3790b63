import type { ActionView } from '../reablement/action.ts'
import type { Colleague } from '../reablement/colleague.ts'
import type { Command, CommandInput } from '../wire/commands.ts'
import type { ActionHappened } from '../wire/notices.ts'
import { acceptAction } from './register/accept-action.ts'
import { agreeAction } from './register/agree-action.ts'
import { bookAction } from './register/book-action.ts'
import { cancelAction } from './register/cancel-action.ts'
import { collectAction } from './register/collect-action.ts'
import { correctAction } from './register/correct-action.ts'
import { declineAction } from './register/decline-action.ts'
import { deliverAction } from './register/deliver-action.ts'
import { escalateAction } from './register/escalate-action.ts'
import { finishAction } from './register/finish-action.ts'
import { fitOurselves } from './register/fit-ourselves.ts'
import { measureAction } from './register/measure-action.ts'
import { orderAction } from './register/order-action.ts'
import { planMeasuring } from './register/plan-measuring.ts'
import { reAssignAction } from './register/re-assign-action.ts'
import { reDateAction } from './register/re-date-action.ts'
import { returnAction } from './register/return-action.ts'
import { settleAction } from './register/settle-action.ts'
import { showAction } from './register/show-action.ts'
import { signOffAction } from './register/sign-off-action.ts'
import { stepMany } from './register/step-many.ts'
import type { Desk } from './storage/desk.ts'

/** A command about an action, but for the undoing, which may bring somebody back to the agenda. */
export type OnAction = Exclude<
  Extract<Command, { kind: `${string} action` | 'step many' }>,
  { kind: 'undo action' }
>

/** What a command about actions is answered with, and what every screen is told of. */
export interface Served {
  answer: ActionView | ActionView[]
  actions: ActionView[]
  happened: ActionHappened
}

export function isOnAction(command: Command): command is OnAction {
  return (command.kind.endsWith(' action') && command.kind !== 'undo action') || command.kind === 'step many'
}

const manyHappened = { accept: 'accepted', order: 'ordered', deliver: 'delivered', show: 'shown' } as const

/** Does what a command about actions asks. Throws the act's Problem. */
export async function onAction(desk: Desk, command: OnAction, who: Colleague): Promise<Served> {
  if (command.kind === 'step many') {
    const actions = await stepMany(desk, who, command.input)
    return { answer: actions, actions, happened: manyHappened[command.input.step] }
  }
  const [action, happened, ...also] = await onOne(desk, command, who)
  return { answer: action, actions: [action, ...also], happened }
}

type OnOne = Exclude<OnAction, { kind: 'step many' }>
/** With what it brought about of other actions. */
type Done = [ActionView, ActionHappened, ...ActionView[]]

const answers = [
  'agree',
  'sign off',
  'return',
  'accept',
  'decline',
  're-date',
  're-assign',
  'escalate',
  'settle',
] as const
/** Agreed, answered, and promised anew; the rest is the way of what was accepted. */
type Answering = Extract<OnOne, { kind: `${(typeof answers)[number]} action` }>

function isAnswering(command: OnOne): command is Answering {
  return answers.some((answer) => command.kind === `${answer} action`)
}

function onOne(desk: Desk, command: OnOne, who: Colleague): Promise<Done> {
  return isAnswering(command) ? answering(desk, command, who) : onTheWay(desk, command, who)
}

async function answering(desk: Desk, command: Answering, who: Colleague): Promise<Done> {
  switch (command.kind) {
    case 'agree action':
      return agreed(await agreeAction(desk, who, command.input))
    case 'sign off action':
      return [await signOffAction(desk, who, command.input), 'signed off']
    case 'return action':
      return [await returnAction(desk, who, command.input), 'returned']
    case 'accept action':
      return [await acceptAction(desk, who, command.input), 'accepted']
    case 'decline action':
      return [await declineAction(desk, who, command.input), 'declined']
    case 're-date action':
      return [await reDateAction(desk, who, command.input), 're-dated']
    case 're-assign action':
      return [await reAssignAction(desk, who, command.input), 're-assigned']
    case 'escalate action':
      return [await escalateAction(desk, who, command.input), 'escalated']
    case 'settle action':
      return [await settleAction(desk, who, command.input), 'settled']
  }
}

function agreed(action: ActionView): Done {
  return [action, action.state === 'to sign off' ? 'to sign off' : 'agreed']
}

async function onTheWay(desk: Desk, command: Exclude<OnOne, Answering>, who: Colleague): Promise<Done> {
  switch (command.kind) {
    case 'measure action':
      return [await measureAction(desk, who, command.input), 'measured']
    case 'plan measuring action':
      return [await planMeasuring(desk, who, command.input), 'to be measured']
    case 'fit action':
      return [await fitOurselves(desk, who, command.input), 'taken by us']
    case 'book action':
      return [await bookAction(desk, who, command.input), 'booked']
    case 'order action':
      return [await orderAction(desk, who, command.input), 'ordered']
    case 'deliver action':
      return [await deliverAction(desk, who, command.input), 'delivered']
    case 'show action':
      return [await showAction(desk, who, command.input), 'shown']
    case 'finish action':
      return [await finishAction(desk, who, command.input), 'done']
    case 'collect action':
      return collecting(desk, command.input, who)
    case 'cancel action':
      return [await cancelAction(desk, who, command.input), 'cancelled']
    case 'correct action':
      return [await correctAction(desk, who, command.input), 'corrected']
  }
}

async function collecting(desk: Desk, input: CommandInput<'collect action'>, who: Colleague): Promise<Done> {
  const done: ActionView[] = []
  const action = await collectAction(desk, who, input, (one) => done.push(one))
  return [action, 'collected', ...done]
}
