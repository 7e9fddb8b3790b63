import type { Anchor } from './later-check.ts'
import type { HospitalClock } from './episode-clock.ts'
import { exitOutcomeWords } from './commitments.ts'
import { endingChoices, endings, groupOf } from './outcomes.ts'
import type { Ending } from './outcomes.ts'
import { settingNames, startingSettings } from './service-settings.ts'
import type { ServiceSettings, SettingName } from './service-settings.ts'

/** The settings in words: what each does, what changing it means for whom, how it is written, and how a value is said. */

export const hospitalClockWords: Record<HospitalClock, string> = {
  'keep counting': 'keep counting: days in hospital are days of the six weeks',
  pause: 'pause: nights in hospital are not counted',
  restart: 'restart: the day back is day 1 again',
}

export const anchorWords: Record<Anchor, string> = {
  discharge: 'the day they came home from hospital',
  end: 'the day their reablement ended',
}

/** How a setting is written in its form. */
export type SettingField =
  | { kind: 'choice'; options: readonly (readonly [value: string, words: string])[] }
  | { kind: 'text'; hint: string; input: 'numeric' | 'decimal' | 'text' | 'time' }
  /** A group for each ending the council’s paper does not name. */
  | { kind: 'groups' }

export interface SettingWords {
  title: string
  /** What it does. */
  about: string
  /** Where the choice comes from. */
  from: string
  /** What a change means, and for whom. */
  change: string
  field: SettingField
}

const days = { kind: 'text', input: 'numeric', hint: 'Whole days.' } as const
const time = { kind: 'text', input: 'time', hint: 'London time, as 15:00.' } as const

/** Every setting, in the order of the page. */
export const settingWords: Record<SettingName, SettingWords> = {
  'hospital clock': {
    title: 'A stay in hospital, and the six weeks',
    about: 'What days in hospital do to day 42. The person’s page always shows what was done.',
    from: 'The law says six weeks without a charge, and nothing about hospital: each council decides.',
    change:
      'It counts at once for everybody with a stay in hospital: their day of 42, their last free day and their prompts move, also of those who are at home again. Tell finance before you change it.',
    field: { kind: 'choice', options: Object.entries(hospitalClockWords) },
  },
  prompts: {
    title: 'Prompt days',
    about: 'On these days of the six weeks a person comes onto the agenda. Day 42 always does: it is law.',
    from: 'Goals on day 7, mid-point on 21, long-term care on 28, the end planned on 35.',
    change: 'Tomorrow’s agenda is made with them, for everybody on the board.',
    field: { kind: 'text', input: 'text', hint: 'Days with commas between them: 7, 21, 28, 35.' },
  },
  'start within': {
    title: 'First visit within',
    about: 'Days from acceptance to the first visit; after them a start is shown as late.',
    from: 'The start standard of two days. Visits run every day, so these are calendar days.',
    change: 'Who is shown as met, due or late changes at once, of those accepted before, too.',
    field: { ...days, hint: 'Whole days; 0 is the day it was accepted.' },
  },
  anchor: {
    title: 'Later checks count from',
    about: 'The 84 and 91 days of the later checks are counted from this day.',
    from: 'The national measure counts from hospital discharge; a service without hospital data may count from the end.',
    change:
      'From now on: later checks are dated when somebody’s time with us is ended. Those dated by then keep their day; what a huddle planned is dated anew at the end. A rate before and after a change cannot be compared.',
    field: { kind: 'choice', options: Object.entries(anchorWords) },
  },
  target: {
    title: 'Target: still at home on day 91',
    about: 'What the local estimate is held against, in per cent.',
    from: 'The council’s target at Q3 2023/24 was 93.5%.',
    change: 'The rate itself stays as it is; only what stands beside it changes.',
    field: { kind: 'text', input: 'decimal', hint: 'Per cent, as 93.5.' },
  },
  groups: {
    title: 'Endings the council’s paper does not name',
    about: 'In which of the council’s four groups they are counted.',
    from: 'The council reports four groups; these endings are finer than its paper.',
    change: 'Reports count past endings in the new group, too: a figure given out before may differ.',
    field: { kind: 'groups' },
  },
  'cut-off': {
    title: 'The day’s requests close at',
    about: 'What is agreed from then on counts as the next working day’s.',
    from: 'Due dates are promised in working days, with a daily cut-off of 15:00.',
    change: 'Promised days of what is agreed from now on; what was promised stays.',
    field: time,
  },
  'meeting time': {
    title: 'The huddle meets at',
    about: 'Until then people prepare today’s huddle, afterwards the next one.',
    from: 'Each working day the service meets its partners; the time is its own.',
    change: 'The board shows it at once. Tell the partners: Perch does not.',
    field: { ...time, hint: 'London time, as 09:30.' },
  },
  'fitting days': {
    title: 'Fitted by appointment: days promised',
    about: 'Working days until the fitting, for everything in the delivery band INST.',
    from: 'The band has no number of its own; five is our guess until the fitter says another.',
    change: 'Promised days of what is agreed from now on; what was promised stays.',
    field: { ...days, hint: 'Whole working days.' },
  },
  'non-stock days': {
    title: 'Not in stock: days promised',
    about: 'Working days until delivery, for everything in the delivery band NS.',
    from: 'The supplier quotes; ten is our guess until the supplier says another.',
    change: 'Promised days of what is agreed from now on; what was promised stays.',
    field: { ...days, hint: 'Whole working days.' },
  },
}

/** In the order of the page. */
export const settingsInOrder = Object.keys(settingWords) as SettingName[]

/** The endings an administrator places. */
export const freeEndings: readonly Ending[] = endings.filter((ending) => !endingChoices[ending].settled)

/** A setting’s value as people read it: 'day 7, 21, 28, 35 and 42', '2 days', '93.5%'. */
export function saySetting(name: SettingName, settings: ServiceSettings): string {
  switch (name) {
    case 'hospital clock':
      return hospitalClockWords[settings[name]]
    case 'anchor':
      return anchorWords[settings[name]]
    case 'prompts':
      return `day ${listed(settings[name].map(String))}`
    case 'target':
      return `${String(settings[name])}%`
    case 'cut-off':
    case 'meeting time':
      return settings[name]
    case 'start within':
      return sayDays(settings[name], 'day')
    case 'fitting days':
    case 'non-stock days':
      return sayDays(settings[name], 'working day')
    case 'groups':
      return freeEndings
        .map((one) => `${endingChoices[one].words}: ${exitOutcomeWords[groupOf(one, settings[name])]}`)
        .join('; ')
  }
}

function sayDays(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** What a form’s fields start with, by their names: `value`, or one for each free ending. */
export function writtenSetting(name: SettingName, settings: ServiceSettings): Record<string, string> {
  if (name === 'groups')
    return Object.fromEntries(freeEndings.map((one) => [one, groupOf(one, settings.groups)]))
  return {
    value:
      name === 'prompts' ? settings.prompts.filter((day) => day < 42).join(', ') : String(settings[name]),
  }
}

const numbers: readonly SettingName[] = ['start within', 'target', 'fitting days', 'non-stock days']

/** A filled form as the setting’s own value, still to be checked: what is no number stays what it is not. */
export function typedSetting(name: SettingName, typed: Readonly<Record<string, string>>): unknown {
  const value = (typed['value'] ?? '').trim()
  if (name === 'groups')
    return Object.fromEntries(freeEndings.flatMap((one) => (typed[one] ? [[one, typed[one]]] : [])))
  if (name === 'prompts')
    return value === ''
      ? []
      : value
          .split(/[\s,;]+/)
          .filter(Boolean)
          .map(asNumber)
  return numbers.includes(name) ? asNumber(value.replace(/\s*%$/, '')) : value
}

function asNumber(text: string): number {
  return text === '' ? Number.NaN : Number(text.replace(',', '.'))
}

/** Whether a setting stands as Perch comes. */
export function isAsItComes(name: SettingName, settings: ServiceSettings): boolean {
  return saySetting(name, settings) === saySetting(name, startingSettings)
}

/** A choice of `domain.md` and where an administrator finds it: a setting of the page, or another page. */
export interface Choice {
  /** As `domain.md` has it. */
  choice: string
  at: { setting: SettingName } | { closures: true } | { page: string; words: string }
}

/** Every [choice] and setting that `domain.md` names, so that the page is the one place to find each. */
export const choices: readonly Choice[] = [
  { choice: 'A stay in hospital: keep counting, pause, restart', at: { setting: 'hospital clock' } },
  { choice: 'Prompts on day 7, 21, 28 and 35', at: { setting: 'prompts' } },
  { choice: 'First visit within 2 days of acceptance', at: { setting: 'start within' } },
  { choice: 'Later checks from discharge or from the end', at: { setting: 'anchor' } },
  { choice: 'Target for day 91', at: { setting: 'target' } },
  { choice: 'Endings in the council’s four groups', at: { setting: 'groups' } },
  { choice: 'Daily cut-off', at: { setting: 'cut-off' } },
  { choice: 'Time of the huddle', at: { setting: 'meeting time' } },
  { choice: 'Days of a fitting by appointment', at: { setting: 'fitting days' } },
  { choice: 'Days of what is not in stock', at: { setting: 'non-stock days' } },
  { choice: 'Council closure days', at: { closures: true } },
  {
    choice: 'Delivery bands, who usually asks, and tiers of each item',
    at: { page: '/catalogue', words: 'in the catalogue, on each item’s own page or by its file' },
  },
  { choice: 'What is in each kit', at: { page: '/catalogue', words: 'in the catalogue, under Kits' } },
  {
    choice: 'What is printed on a person’s copy',
    at: { page: '/catalogue/copy', words: 'in the catalogue, under The person’s copy' },
  },
  {
    choice: 'Who may ask for which tier',
    at: { page: '/colleagues', words: 'with each colleague’s qualification' },
  },
  {
    choice: 'The supplier, and how orders reach it',
    at: {
      page: '/outbox',
      words: 'with each team’s channels: its address, its file and that file’s columns',
    },
  },
  {
    choice: 'How long something may wait at a team, and who leads it',
    at: { page: '/outbox', words: 'with each team’s channels' },
  },
]

/** Where no setting of the page is: named with a link. */
export const elsewhere = choices.flatMap(({ choice, at }) =>
  'page' in at ? [{ choice, page: at.page, words: at.words }] : [],
)

/** One change as the page lists it. */
export interface SettingChanged {
  id: number
  /** ISO UTC. */
  at: string
  /** Whoever did. */
  by: string
  /** A `SettingName`, or 'closure day'. */
  name: string
  /** null: as Perch came. */
  before: string | null
  after: string
}

/** The name of what changed, in words. */
export function sayChangedName(name: string): string {
  const known = settingNames.find((one) => one === name)
  return known ? settingWords[known].title : 'Closure day'
}
