import type { Goal } from './episode.ts'

/** Where a goal can stand. [seed] */
export const goalStates = [
  'not started',
  'working on it',
  'met',
  'changed',
] as const satisfies Goal['state'][]

/** Words people who work here use, and nobody says of themselves. [choice] */
const ours =
  /\b(?:mobilis\w*|mobiliz\w*|transfers?|adls?|independent(?:ly)?|pt|client|service user|he|she|her|his|him|exercise tolerance|personal care)\b/i
/** A number, or a word that says how often, how far or with whom. */
const measured =
  /\d|\b(?:once|twice|one|two|three|four|five|six|seven|eight|nine|ten|every|each|daily|weekly|morning|evening|night|day|days|week|alone|myself|my own|without|with only|to the|stairs?|minutes?|metres?|steps?)\b/i

/**
 * What would make a goal clearer, as questions to ask the person: their own words, what exactly, how one would know, by when.
 * Hints only: a goal is kept as it is said. [choice]
 */
export function goalHints(what: string, by: string | null): string[] {
  const said = what.trim()
  if (said === '') return []
  return [
    ours.test(said) ? 'Is that how they say it? Write it in their own words: “I”, “my”.' : '',
    said.split(/\s+/).length < 4 ? 'What exactly do they want to do?' : '',
    measured.test(said) ? '' : 'How would they know: how often, how far, with whom?',
    by === null || by === '' ? 'By when? A day makes it possible to say whether it is met.' : '',
  ].filter((hint) => hint !== '')
}
