import * as z from 'zod'
import { freeDays, promptDays } from './episode.ts'
import { hospitalClocks, startingHospitalClock, tidyPrompts } from './episode-clock.ts'
import { anchors, startingAnchor, startingTarget } from './later-check.ts'
import { endings } from './outcomes.ts'
import { exitOutcomes } from './commitments.ts'
import { startingStartWithin } from './start-standard.ts'
import { startingCutOff, startingDayRules, startingMeetingTime } from './working-days.ts'

const clockTime = (what: string) =>
  z.string(what).regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time with 24 hours, as 15:00.')
const wholeDays = (least: number, most: number) => {
  const words = `Write whole days, from ${String(least)} to ${String(most)}.`
  return z.int(words).min(least, words).max(most, words)
}
const aim = 'Write a number of per cent, from 0 to 100.'
const promptWords = 'Write days of the six weeks, from 1 to 42, with a comma between them: 7, 21, 28, 35.'

/** Every [choice] of `domain.md` about episodes and working days, as an administrator may decide it. */
export const settingInputs = {
  /** What a hospital stay does to the six weeks. */
  'hospital clock': z.enum(hospitalClocks, 'Choose what a stay in hospital does.'),
  /** Days that prompt a look; 42 is law and always one of them. */
  prompts: z
    .array(z.int(promptWords).min(1, promptWords).max(freeDays, promptWords), promptWords)
    .max(12, 'Twelve days are enough.')
    .transform(tidyPrompts),
  /** Calendar days from acceptance to the first visit. */
  'start within': wholeDays(0, 14),
  /** What the days of the later checks are counted from. */
  anchor: z.enum(anchors, 'Choose what the days are counted from.'),
  /** Per cent still at home on day 91 the council aims at. */
  target: z.number(aim).min(0, aim).max(100, aim),
  /** London time after which a request counts as the next day’s. */
  'cut-off': clockTime('Write when the day’s requests close.'),
  /** London time of the huddle: until then people prepare today’s. */
  'meeting time': clockTime('Write when the huddle meets.'),
  /** Working days promised for what is fitted by appointment (INST), and for what is not in stock (NS). */
  'fitting days': wholeDays(1, 60),
  'non-stock days': wholeDays(1, 120),
  /** Where endings are counted that the council’s paper does not name. */
  groups: z.partialRecord(z.enum(endings), z.enum(exitOutcomes, 'Choose one of the council’s four groups.')),
} as const

export type SettingName = keyof typeof settingInputs
export type ServiceSettings = { [Name in SettingName]: z.output<(typeof settingInputs)[Name]> }
export const settingNames = Object.keys(settingInputs) as SettingName[]

/** As Perch comes. [choice] */
export const startingSettings: ServiceSettings = {
  'hospital clock': startingHospitalClock,
  prompts: [...promptDays],
  'start within': startingStartWithin,
  anchor: startingAnchor,
  target: startingTarget,
  'cut-off': startingCutOff,
  'meeting time': startingMeetingTime,
  'fitting days': startingDayRules.ownDays.INST,
  'non-stock days': startingDayRules.ownDays.NS,
  groups: {},
}
