import { z } from 'zod/mini'
import {
  agreeInput,
  declineInput,
  escalateInput,
  reAssignInput,
  reDateInput,
  returnInput,
  settleInput,
  signOffInput,
  undoInput,
} from '../reablement/action.ts'
import { attendanceWords, huddleSteps } from '../reablement/huddle.ts'
import {
  askCollectionInput,
  changeCallsInput,
  hospitalStayInput,
  planEndInput,
  planLeavingInput,
} from '../reablement/commitments.ts'
import { recordEthnicityInput } from '../reablement/ethnicity.ts'
import type { ProblemInWords } from '../reablement/problem.ts'
import { tickStarterInput } from '../reablement/starter.ts'
import {
  acceptInput,
  bookInput,
  cancelInput,
  collectInput,
  correctInput,
  deliverInput,
  finishInput,
  fitInput,
  measureInput,
  orderInput,
  planMeasuringInput,
  showInput,
  stepManyInput,
} from '../reablement/step-inputs.ts'
import { teamCode } from '../reablement/team.ts'
import { aboutCommands } from './about-commands.ts'
import { courseCommands } from './course-commands.ts'
import { endingCommands } from './ending-commands.ts'

/**
 * What a live screen may ask for: Socket.IO event `command`, one object `{ kind, input }`, answered by acknowledgement.
 * The same schemas serve the form actions.
 */
const episode = z.string().check(z.minLength(1), z.maxLength(40))
const move = z.object({
  ...{ huddle: episode, from: z.nullable(episode) },
  step: z.optional(z.enum(huddleSteps)),
})

export const commands = {
  'agree action': agreeInput,
  /** What waits for sign-off, of whoever may ask for such an item outright. */
  'sign off action': signOffInput,
  'return action': returnInput,
  'accept action': acceptInput,
  'decline action': declineInput,
  'finish action': finishInput,
  /** The way of a request, from measured to collected; refused in words where the way does not lead. */
  'measure action': measureInput,
  'plan measuring action': planMeasuringInput,
  'fit action': fitInput,
  'book action': bookInput,
  'order action': orderInput,
  'deliver action': deliverInput,
  'show action': showInput,
  'collect action': collectInput,
  'cancel action': cancelInput,
  'correct action': correctInput,
  /** Several actions one step on, all or none; answered with all of them. */
  'step many': stepManyInput,
  'undo action': undoInput,
  /** A promise made again: for another day, by another owner, with those who lead, or no longer wanted. */
  're-date action': reDateInput,
  're-assign action': reAssignInput,
  'escalate action': escalateInput,
  'settle action': settleInput,
  /** Anyone may start; whoever does is the chair. */
  'start huddle': z.object({ huddle: episode }),
  /** Takes a start back while nothing has come of it. */
  'cancel start': z.object({ huddle: episode }),
  /** Says of a colleague, oneself or another, how they are there; null takes it back. Any colleague may. */
  'say here': z.object({ huddle: episode, colleague: episode, mode: z.nullable(z.enum(attendanceWords)) }),
  /** Puts anybody of the board on the agenda while it runs, with the words why. */
  'add person': z.object({
    huddle: episode,
    episode,
    why: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  }),
  /** Takes that back. */
  'take off agenda': z.object({ huddle: episode, episode }),
  /** A team is through with its marks: nothing from it for whomever it has not marked; and taken back. */
  'nothing for the rest': z.object({ huddle: episode, team: teamCode }),
  'not done after all': z.object({ huddle: episode, team: teamCode }),
  /** Any colleague may; everything down to the close is refused to whoever is not the chair. */
  'take chair': z.object({ huddle: episode }),
  /**
   * → and ←, among the people and among the steps before and after them. `from` and `step` are whose turn and which step
   * the sender saw; a press about another one changes nothing. `step` left out: the people, or with nobody's turn the read-back.
   */
  'next person': move,
  'previous person': move,
  'no change': z.object({ huddle: episode, from: episode }),
  'go to person': z.object({ huddle: episode, to: episode }),
  /** The clocks of the person and of the whole stand still, and go on from where they stood. */
  'pause huddle': z.object({ huddle: episode }),
  'resume huddle': z.object({ huddle: episode }),
  /** One press in the quick look; null takes it back. */
  'look at': z.object({ huddle: episode, episode, as: z.nullable(z.enum(['no change', 'now'])) }),
  /** Take offline: sorted out elsewhere by `owner`, who gets the action `action` (a new id); answered with it. */
  'park person': z.object({
    ...{ huddle: episode, from: episode, owner: episode, action: episode },
    about: z.optional(z.string().check(z.maxLength(80))),
  }),
  /** Another place among the turns: before somebody, or behind everybody (null). */
  'move person': z.object({ huddle: episode, episode, before: z.nullable(episode) }),
  /** In the silent minute: thirty seconds more, or its end now. */
  'more silence': z.object({ huddle: episode }),
  'end silence': z.object({ huddle: episode }),
  /** Before the close, of any colleague: whose turn has not come was not reached, and comes back next time; `back` takes it back. */
  'carry over': z.object({ huddle: episode, back: z.optional(z.boolean()) }),
  /** The photo of a raise onto the shared screens, while its person is talked about, or off them. */
  'show photo': z.object({ huddle: episode, raised: episode, show: z.boolean() }),
  'close huddle': z.object({ huddle: episode }),
  /** Commitments about a person, of any colleague: answered with the person, and the actions that were agreed. */
  'change calls': changeCallsInput,
  'plan end': planEndInput,
  'plan leaving': planLeavingInput,
  'ask collection': askCollectionInput,
  'say hospital stay': hospitalStayInput,
  'tick starter': tickStarterInput,
  'record ethnicity': recordEthnicityInput,
  ...aboutCommands,
  ...courseCommands,
  ...endingCommands,
} as const

export type CommandKind = keyof typeof commands
export type CommandInput<K extends CommandKind> = z.infer<(typeof commands)[K]>
/** `input` stands apart from `kind`: an action has a kind of its own. */
export type Command = { [K in CommandKind]: { kind: K; input: CommandInput<K> } }[CommandKind]

export type Answer<T = unknown> = { ok: true; value: T } | { ok: false; problem: ProblemInWords }
