import type { ActionAct } from '#lib/reablement/action.ts'
import { isFitted } from '#lib/reablement/action.ts'
import type { Colleague } from '#lib/reablement/colleague.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import { connections, sayConnection } from '#lib/reablement/request.ts'
import { nextAct } from '#lib/reablement/standing.ts'
import { nextWorkingDay } from '#lib/reablement/working-days.ts'
import type { Command } from '#lib/live/service.svelte.ts'
import type { TeamListRow } from '#lib/reablement/register.ts'

/** The steps that ask for something in an inline form of fields. */
export type FormStep = Extract<
  ActionAct,
  'plan measuring' | 'fit ourselves' | 'book' | 'order' | 'deliver' | 'show' | 'finish' | 'cancel' | 'correct'
>

/** What a row opens under itself: a step's fields, the tape, a reason, or all that can be done. */
export type AskedFor = FormStep | 'measure' | 'decline' | 'more'

export interface Field {
  name: string
  label: string
  kind: 'text' | 'date' | 'choice' | 'tick'
  required: boolean
  /** What it starts with. */
  value: string
  /** Of a choice: value and words. */
  options?: (readonly [value: string, words: string])[]
  /** Of a date, both days in it. */
  least?: LocalDate
  most?: LocalDate
}

/** What is known when a form opens. */
export interface Asked {
  today: LocalDate
  me: Pick<Colleague, 'id'>
  colleagues: readonly Pick<Colleague, 'id' | 'name'>[]
  /** Days the council is closed. */
  closures: readonly LocalDate[]
}

/** What a button says for an act on this row. */
export function actWords(act: ActionAct, row: Pick<TeamListRow, 'kind' | 'byUs' | 'bookedFor'>): string {
  switch (act) {
    case 'accept':
      return 'Accept'
    case 'measure':
      return 'Measure'
    case 'plan measuring':
      return 'Measure at a visit'
    case 'fit ourselves':
      return row.byUs ? 'Somebody else of us fits it' : 'We take and fit it'
    case 'book':
      return row.bookedFor ? 'Book another day' : 'Book'
    case 'order':
      return 'Ordered'
    case 'deliver':
      return isFitted(row) || row.byUs ? 'Fitted' : 'Delivered'
    case 'show':
      return 'Shown and working'
    case 'finish':
      return 'Done'
    case 'collect':
      return 'Collected'
    case 'decline':
      return 'Decline'
    case 'cancel':
      return 'Cancel it'
    case 'correct':
      return 'Correct the last step'
    case 'sign off':
    case 'return':
    case 'undo':
    case 're-date':
    case 're-assign':
    case 'escalate':
    case 'settle':
      return ''
  }
}

const text = (name: string, label: string, required: boolean, value = ''): Field => ({
  ...{ name, label, kind: 'text', required, value },
})
const dayAhead = (
  name: string,
  label: string,
  required: boolean,
  value: string,
  today: LocalDate,
): Field => ({
  ...{ name, label, kind: 'date', required, value, least: today },
})
const somebody = (name: string, label: string, value: string, { colleagues }: Asked): Field => ({
  ...{ name, label, kind: 'choice', required: true, value },
  options: colleagues.map(({ id, name: called }) => [id, called] as const),
})

/** Only what that step needs, with the likeliest answer in it. */
export function fieldsOf(step: FormStep, row: TeamListRow, asked: Asked): Field[] {
  const { today, me } = asked
  const tomorrow = nextWorkingDay(today, asked.closures)
  switch (step) {
    case 'plan measuring':
      return [somebody('by', 'Who measures', me.id, asked), dayAhead('on', 'On', true, tomorrow, today)]
    case 'fit ourselves':
      return [somebody('by', 'Who takes, fits and shows it', me.id, asked)]
    case 'book':
      return bookingFields(row, asked)
    case 'order':
      return [
        text('reference', 'Reference', true),
        dayAhead('expected', 'Expected', false, row.due >= today ? row.due : tomorrow, today),
      ]
    case 'deliver':
      return deliveryFields(row, today)
    case 'show':
      return [
        somebody('by', 'Shown by', me.id, asked),
        { name: 'works', label: 'It works', kind: 'tick', required: true, value: 'yes' },
        text('note', 'Note', false),
      ]
    case 'finish':
      return [
        text('note', row.kind === 'referral' ? 'What came of it' : 'What was done', row.kind === 'referral'),
      ]
    case 'cancel':
      return [text('reason', 'Why it is cancelled', true)]
    case 'correct':
      return [text('reason', 'What was wrong', true)]
  }
}

/** Of an alarm without a key safe the word that somebody can open: nobody says that for others by pressing Enter. */
function deliveryFields({ agreedOn, keySafeFirst }: TeamListRow, today: LocalDate): Field[] {
  const opens = 'No key safe, but somebody can open'
  return [
    {
      ...{ name: 'on', label: 'On', kind: 'date', required: true, value: today },
      least: agreedOn,
      most: today,
    },
    ...(keySafeFirst
      ? [{ name: 'opens', label: opens, kind: 'tick', required: true, value: '' } satisfies Field]
      : []),
    text('note', 'Note', false),
  ]
}

function bookingFields(row: TeamListRow, { today, closures }: Asked): Field[] {
  const day = row.bookedFor ?? (row.due > today ? row.due : nextWorkingDay(today, closures))
  const on = dayAhead('on', row.kind === 'referral' ? 'Booked for' : 'Visit on', true, day, today)
  if (!row.isAlarm) return [on, text('reference', 'Reference', false, row.theirReference ?? '')]
  const options = connections.map((one) => [one, sayConnection(one)] as const)
  return [
    on,
    {
      ...{ name: 'connection', label: 'Connects by', kind: 'choice', required: true },
      value: row.connection ?? '',
      options,
    },
    dayAhead('testOn', 'Tested on', true, row.testOn ?? day, today),
  ]
}

/** The common answers of a note, a click each. */
export function commonNotes(step: FormStep, { kind }: Pick<TeamListRow, 'kind'>): string[] {
  if (step === 'deliver') return kind === 'equipment' ? ['With the family', 'Put where it is used'] : []
  if (step !== 'finish') return []
  if (kind === 'referral') return ['Seen, nothing more needed', 'Seen, plan is with the team']
  return kind === 'task' ? ['Done as agreed', 'Done by phone'] : ['In place, uses it safely']
}

const ticks = new Set(['works', 'opens'])

/** The command of a filled form; empty answers that are not required stay out. */
export function commandOf(step: FormStep, action: string, values: Record<string, string>): Command {
  const said = (name: string) => (values[name] ? { [name]: values[name] } : {})
  const input = {
    action,
    ...Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== '' && !ticks.has(name))),
    ...(values['opens'] === 'yes' ? { opens: true } : {}),
    ...(step === 'show' ? { works: values['works'] === 'yes' } : {}),
    ...(step === 'finish' ? { note: values['note'] ?? '' } : said('note')),
  }
  return { kind: `${kinds[step]} action`, input } as Command
}

const kinds: Record<FormStep, string> = {
  ...{ 'plan measuring': 'plan measuring', 'fit ourselves': 'fit', book: 'book', order: 'order' },
  ...{ deliver: 'deliver', show: 'show', finish: 'finish', cancel: 'cancel', correct: 'correct' },
}

/** The steps several rows can take together. */
export const manySteps = ['accept', 'order', 'deliver', 'show'] as const
export type ManyStep = (typeof manySteps)[number]

/** The step all of the chosen rows can take together; null when they stand at different ones, or one asks for a word of its own. */
export function stepTogether(rows: readonly TeamListRow[]): ManyStep | null {
  const [first, ...others] = rows.map((row) => nextAct(row))
  const step = manySteps.find((one) => one === first)
  if (step === 'deliver' && rows.some(({ keySafeFirst }) => keySafeFirst)) return null
  return step !== undefined && others.every((one) => one === step) ? step : null
}
