import { z } from 'zod/mini'

/**
 * What is looked at when somebody is new, in the order of asking: the first visit and goals, the dynamic risk
 * assessment [seed], the accessible information standard [std]. Which of it, and the order, is ours. [choice]
 */
export const starterItems = [
  'first visit',
  'goals',
  'risks',
  'fire',
  'alarms',
  'way in',
  'communication',
  'who visits',
] as const
export type StarterItem = (typeof starterItems)[number]

/** As the checklist says it: a short name, and what is meant. */
export const starterWords: Record<StarterItem, { words: string; about: string }> = {
  'first visit': { words: 'First visit', about: 'within two days of being accepted' },
  goals: { words: 'Goals', about: 'in their own words, with a day' },
  risks: { words: 'Risks at home', about: 'parking, access, steps, pets, footwear, lone working' },
  fire: { words: 'Fire risks', about: 'smoking, oxygen, airflow mattress: safe and well visit?' },
  alarms: { words: 'Alarms', about: 'smoke and carbon monoxide' },
  'way in': { words: 'Way in', about: 'key safe fitted; its code only in OneTouch' },
  communication: { words: 'Communication', about: 'language, interpreter, hearing, large print' },
  'who visits': { words: 'Who visits', about: 'gender of carer, culture' },
}

export const starterStates = ['done', 'not needed'] as const
export type StarterState = (typeof starterStates)[number]

/** What has been said of each item; what is not there is to do. */
export type Checklist = Partial<Record<StarterItem, StarterState>>

/** `state` null: to do after all. */
export const tickStarterInput = z.object({
  episode: z.string().check(z.minLength(1), z.maxLength(40)),
  item: z.enum(starterItems),
  state: z.nullable(z.enum(starterStates)),
})
export type TickStarterInput = z.infer<typeof tickStarterInput>

/** What a press on an item says next: done, not needed, to do. */
export function nextState(state: StarterState | undefined): StarterState | null {
  return starterStates[state === undefined ? 0 : starterStates.indexOf(state) + 1] ?? null
}

/** The first item that is still to do; null when none is. */
export function nextToDo(checklist: Checklist): StarterItem | null {
  return starterItems.find((item) => checklist[item] === undefined) ?? null
}
