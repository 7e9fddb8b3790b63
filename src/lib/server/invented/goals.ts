import { addDays } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import type { goal } from '../storage/schema.ts'
import { between, chance, idFor, pick, shuffled } from './chance.ts'
import type { InventedPerson, Trouble } from './people.ts'

type GoalState = (typeof goal.$inferInsert)['state']

/** In the person’s own words; `by` is kept beside them. The first of each list is what people say first. */
const wanted: Record<Trouble, readonly string[]> = {
  legs: [
    'Get up and down the stairs once a day on my own',
    'Wash at the basin without somebody standing by',
    'Make my own breakfast standing at the worktop',
    'Walk to the corner shop and back with my stick',
    'Get in and out of bed by myself, morning and night',
    'Have a shower twice a week with only somebody in the house',
    'Get to the toilet at night safely on my own',
    'Walk to the front gate and back every day',
  ],
  breath: [
    'Wash and dress in the morning without stopping more than once',
    'Climb the stairs with one rest at the half landing',
    'Make a hot lunch for myself four days a week',
    'Walk to the end of the road and back',
    'Sort my own inhalers and tablets each morning',
    'Be back at the Thursday lunch club',
    'Hang out my own washing',
  ],
  muddle: [
    'Take my tablets from the box without being told',
    'Make tea and toast and switch the cooker off',
    'Choose my own clothes and dress by nine',
    'Use the phone to ring my family every evening',
    'Drink six cups a day and write them down',
    'Sit in the garden every afternoon it is dry',
  ],
  stroke: [
    'Dress my top half with one hand',
    'Stand at the sink long enough to brush my teeth',
    'Move from my bed to my chair with one carer',
    'Hold a cup in my left hand and drink from it',
    'Say what I would like for dinner and be understood',
    'Walk across the room with my frame',
    'Write my own name on a birthday card',
  ],
  hand: [
    'Fasten my own buttons and bra',
    'Peel and cut vegetables for a meal',
    'Open jars and lift the kettle',
    'Wash my own hair',
    'Carry a plate from the kitchen to the table',
  ],
}

/** Whatever brought them here, some things matter to many. */
const matters: readonly string[] = [
  'Go to the temple with my family on a Sunday',
  'Be at the mosque for Friday prayers',
  'Get back to my allotment',
  'See my great-grandchildren at their house',
  'Go to the market on the bus',
  'Walk the dog round the block',
  'Have my friends in for cards',
  'Cook for the family again',
]

/** Two or three goals of one person, with where they stand on `today`. */
export function goalsOf(person: InventedPerson, today: LocalDate): (typeof goal.$inferInsert)[] {
  const key = person.reference
  const own = shuffled(wanted[person.trouble], (words) => words, 'goal', key).slice(0, 2)
  const third = chance('third goal', key) < 0.7 ? [matterOf(person)] : []
  return [...own, ...third].map((what, position) => {
    const state = stateOf(person, position)
    return {
      id: idFor('goal', key, position),
      episode: person.episode,
      position,
      what,
      by: byOf(person, position, state, today),
      state,
    }
  })
}

function matterOf(person: InventedPerson): string {
  const fits = matters.filter((words) => !words.includes('dog') || person.row.pets === true)
  const suited = fits.filter((words) => {
    if (words.includes('temple'))
      return person.row.language === 'Gujarati' || person.row.language === 'Punjabi'
    if (words.includes('mosque')) return person.row.language === 'Somali' || person.row.language === 'Urdu'
    return true
  })
  return pick(suited, 'matter', person.reference)
}

/** The first goal is ahead of the second; what matters most comes last. */
function stateOf(person: InventedPerson, position: number): GoalState {
  const progress =
    person.day / 36 - position * 0.28 + chance('progress', person.reference, position) * 0.35 - 0.15
  if (progress > 0.68) return 'met'
  if (person.day > 14 && chance('changed', person.reference, position) < 0.05) return 'changed'
  return progress > 0.12 ? 'working on it' : 'not started'
}

/** A goal that is met was for a day gone by; any other is still ahead. */
function byOf(person: InventedPerson, position: number, state: GoalState, today: LocalDate): LocalDate {
  const days = between(2, 6, 'by', person.reference, position) + position * 6
  return addDays(today, state === 'met' ? -days : days)
}
