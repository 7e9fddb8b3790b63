import type { Colleague, Role } from '../../reablement/colleague.ts'

/** What an act is done to; the facts a rule may look at. */
export interface Thing {
  kind: 'service' | 'person' | 'page' | 'huddle' | 'action' | 'team' | 'caseload' | 'colleague'
  id?: string
  team?: string
  agreedBy?: string
  owner?: string | null
}

type Rule = (colleague: Colleague, thing: Thing) => boolean

const staff: Rule = (colleague) => colleague.role !== 'screen'
const oneOf =
  (...allowed: Role[]): Rule =>
  (colleague) =>
    allowed.includes(colleague.role)
const leads = oneOf('manager', 'administrator')
const screens = oneOf('screen')
/** The team it was agreed for, whoever it names, and those who lead. */
const theirs: Rule = (colleague, thing) =>
  staff(colleague, thing) &&
  (colleague.team === thing.team || colleague.id === thing.owner || leads(colleague, thing))

/** Every act there is. What is not here is refused. */
const rules = {
  'view board': staff,
  'view person': staff,
  'view huddle': staff,
  'view shared screen': screens,
  'view records': staff,
  'view register': staff,
  'export register': staff,
  'view team list': staff,
  'read page': staff,
  'write page': staff,
  'start huddle': staff,
  'cancel start': staff,
  'steer huddle': staff,
  'close huddle': staff,
  'agree action': staff,
  'accept action': theirs,
  'decline action': theirs,
  'finish action': theirs,
  'undo action': (colleague, thing) => staff(colleague, thing) && thing.agreedBy === colleague.id,
  'import caseload': leads,
  'change own settings': staff,
  'view colleagues': staff,
  'pair screen': staff,
  'cut off screen': staff,
  'suspend colleague': oneOf('administrator'),
} as const satisfies Record<string, Rule>

export type Act = keyof typeof rules
export const acts = Object.keys(rules) as Act[]

/** May this colleague do this to that? The one place that decides; default deny. */
export function may(colleague: Colleague | null, act: Act, thing: Thing): boolean {
  return colleague !== null && rules[act](colleague, thing)
}
