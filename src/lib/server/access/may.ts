import type { Tier } from '../../reablement/catalogue.ts'
import type { Colleague, Role } from '../../reablement/colleague.ts'
import { maySignOff } from '../../reablement/tiers.ts'
import type { Qualification } from '../../reablement/tiers.ts'

/** What an act is done to; the facts a rule may look at. */
export interface Thing {
  kind:
    | 'service'
    | 'person'
    | 'page'
    | 'huddle'
    | 'action'
    | 'team'
    | 'caseload'
    | 'colleague'
    | 'catalogue'
    | 'raise'
  id?: string
  team?: string
  agreedBy?: string
  owner?: string | null
  /** Of an action: who may ask for its item, and what the asker is, as it stands now. */
  tier?: Tier | null
  qualification?: Qualification | null
  /** Of a team in the silent minute: who chairs. */
  chair?: string | null
}

type Rule = (colleague: Colleague, thing: Thing) => boolean

const staff: Rule = (colleague) => colleague.role !== 'screen'
const nobody: Rule = () => false
const oneOf =
  (...allowed: Role[]): Rule =>
  (colleague) =>
    allowed.includes(colleague.role)
const leads = oneOf('manager', 'administrator')
const administrators = oneOf('administrator')
const screens = oneOf('screen')
/** The team it was agreed for, whoever it names, and those who lead. */
const theirs: Rule = (colleague, thing) =>
  staff(colleague, thing) &&
  (colleague.team === thing.team || colleague.id === thing.owner || leads(colleague, thing))

/** In the silent minute the chair speaks for a team of which nobody does. [choice] */
const theirsOrForThem: Rule = (colleague, thing) =>
  theirs(colleague, thing) || (staff(colleague, thing) && colleague.id === thing.chair)

/** Whoever may ask for such an item outright. */
const signers: Rule = (colleague, { tier, qualification }) =>
  colleague.role !== 'screen' && tier != null && maySignOff(tier, qualification ?? null)

/** Every act there is. What is not here is refused. */
const rules = {
  'view board': staff,
  'view person': staff,
  /** A copy of everything kept about somebody leaves the house: those who lead look at it first. [choice] */
  'print story': leads,
  'view huddle': staff,
  'view shared screen': screens,
  'view records': staff,
  'export record': staff,
  'amend record': staff,
  'view register': staff,
  'export register': staff,
  'view team list': staff,
  /** Paper with addresses: for those who go there. */
  'print round': theirs,
  'read page': staff,
  'write page': staff,
  'start huddle': staff,
  'cancel start': staff,
  /** Only the chair does; who that is, is no right but a state any of them may change by taking the chair. */
  'steer huddle': staff,
  'take chair': staff,
  'close huddle': staff,
  /** Said before a close, by whoever may close. */
  'carry over': staff,
  'close forgotten huddle': nobody,
  'tell what waits': nobody,
  /** Everybody says it for themselves, and anybody for others. */
  'attend huddle': staff,
  'add to agenda': staff,
  'nothing for the rest': theirsOrForThem,
  'not done after all': theirsOrForThem,
  'agree action': staff,
  'sign off action': signers,
  'return action': signers,
  'accept action': theirs,
  'decline action': theirs,
  'finish action': theirs,
  /** Whoever is there with the tape writes it down. [choice] */
  'measure action': staff,
  'plan measuring action': theirs,
  'fit action': theirs,
  'book action': theirs,
  'order action': theirs,
  'deliver action': theirs,
  'show action': theirs,
  'collect action': theirs,
  'correct action': theirs,
  /** Whoever asked for it may say that it is not needed any more. */
  'cancel action': (colleague, thing) =>
    theirs(colleague, thing) || (staff(colleague, thing) && thing.agreedBy === colleague.id),
  // A promise is made again as it was made: by agreement, by anybody in the room; everybody is told. [choice]
  're-date action': staff,
  're-assign action': staff,
  'escalate action': staff,
  'settle action': staff,
  'undo action': (colleague, thing) => staff(colleague, thing) && thing.agreedBy === colleague.id,
  // What the room commits to about a person, anybody in it may press; everybody sees who did. [choice]
  'change calls': staff,
  'plan leaving': staff,
  'say hospital stay': staff,
  'tick starter': staff,
  // What is known about a person, whoever hears it writes it down, with their name. [choice]
  'set goal': staff,
  'reword goal': staff,
  'review goal': staff,
  'say what matters': staff,
  'answer risk': staff,
  'record fire consent': staff,
  'refer to fire': staff,
  'record communication': staff,
  'record respect': staff,
  'record safeguarding': staff,
  'record care act': staff,
  // Whoever takes the call decides with the room; who did it is kept. [choice]
  'view referrals': staff,
  'accept referral': staff,
  'decline referral': staff,
  'start episode': staff,
  'extend episode': staff,
  'correct hospital stay': staff,
  /** The checklist is filled by whoever knows; taking an end back is for those who lead. */
  'save ending': staff,
  'end episode': staff,
  'undo end': leads,
  'view later checks': staff,
  'say later check': staff,
  'view outcomes': leads,
  /** Whoever works with somebody may raise them, in the meeting or not. [choice] */
  'raise for huddle': staff,
  'find to raise': staff,
  'view own raises': staff,
  'take back raise': (colleague, thing) => staff(colleague, thing) && thing.owner === colleague.id,
  'view photo': staff,
  /** Only while the chair shows it. */
  'view shown photo': screens,
  'remove photos': nobody,
  'clear caseload files': nobody,
  'import caseload': leads,
  /** They paste it into OneTouch and the case record. [choice] */
  'export episode': staff,
  'view exports': leads,
  'export client level data': leads,
  'set client level data': administrators,
  'export archive': administrators,
  'view caseload files': leads,
  'undo import': leads,
  'correct start': leads,
  'view catalogue': staff,
  'export catalogue': staff,
  'edit catalogue': administrators,
  'import catalogue': administrators,
  'view outbox': administrators,
  'edit channels': administrators,
  'test channel': administrators,
  'set team time': administrators,
  resend: administrators,
  'change own settings': staff,
  'view settings': administrators,
  'change settings': administrators,
  /** As they describe it themselves, to whoever asks. [choice] */
  'record ethnicity': staff,
  'view colleagues': staff,
  'pair screen': staff,
  'cut off screen': staff,
  'suspend colleague': administrators,
  'set qualification': administrators,
} as const satisfies Record<string, Rule>

export type Act = keyof typeof rules
export const acts = Object.keys(rules) as Act[]

/** May this colleague do this to that? The one place that decides; default deny. */
export function may(colleague: Colleague | null, act: Act, thing: Thing): boolean {
  return colleague !== null && rules[act](colleague, thing)
}
