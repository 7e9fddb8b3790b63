import type { EpisodeView } from './episode-view.ts'
import { holdsKeySafeCode } from './key-safe.ts'

/** What the dynamic risk assessment asks, in the order of a visit: outside, the home, the person, ourselves. [seed] */
export const riskQuestions = [
  'parking',
  'access',
  'steps',
  'key safe',
  'pets',
  'smoke alarm',
  'carbon monoxide alarm',
  'footwear',
  'smoking',
  'poor mobility',
  'oxygen',
  'airflow mattress',
  'lone working',
] as const
export type RiskQuestion = (typeof riskQuestions)[number]

/** How one question is asked. */
export interface Asked {
  asks: string
  /** Answered in words alone, or by yes or no with words if there are any. */
  by: 'words' | 'yes or no'
  /** The answer that is a risk, and how it is said; null where neither is. */
  risk: { when: 'yes' | 'no'; words: string } | null
}

const yesNo = (asks: string, risk: Asked['risk'] = null): Asked => ({ asks, by: 'yes or no', risk })
const inWords = (asks: string): Asked => ({ asks, by: 'words', risk: null })

/**
 * [seed] the questions; [choice] their words, and poor mobility as one of them: smoking is a prompt only beside it, and
 * nobody should have to guess it from elsewhere.
 */
export const riskAsked: Record<RiskQuestion, Asked> = {
  parking: inWords('Where can we park?'),
  access: inWords('How do we get to the door, and in?'),
  steps: yesNo('Are there steps or stairs they have to use?', { when: 'yes', words: 'steps or stairs' }),
  'key safe': yesNo('Is a key safe fitted?'),
  pets: yesNo('Are there pets?', { when: 'yes', words: 'pets' }),
  'smoke alarm': yesNo('Is there a smoke alarm that works?', { when: 'no', words: 'no smoke alarm' }),
  'carbon monoxide alarm': yesNo('Is there a carbon monoxide alarm that works?', {
    ...{ when: 'no', words: 'no carbon monoxide alarm' },
  }),
  footwear: yesNo('Do they have safe footwear?', { when: 'no', words: 'no safe footwear' }),
  smoking: yesNo('Does anybody smoke in the home?', { when: 'yes', words: 'smoking' }),
  'poor mobility': yesNo('Would they find it hard to get out by themselves in a fire?', {
    ...{ when: 'yes', words: 'hard to get out in a fire' },
  }),
  oxygen: yesNo('Is oxygen used?', { when: 'yes', words: 'oxygen' }),
  'airflow mattress': yesNo('Is there an airflow mattress?', { when: 'yes', words: 'airflow mattress' }),
  'lone working': yesNo('Is it safe to visit alone?', { when: 'no', words: 'not safe to visit alone' }),
}

/** An answer as it stands. `value` is null of a question answered in words alone. */
export interface RiskAnswer {
  question: RiskQuestion
  value: 'yes' | 'no' | null
  words: string | null
}

/** The longest that is kept with an answer. */
const longest = 200

/** Why an answer is not kept; null when it is. [law] codes of key safes never enter this system */
export function refuseAnswer({ question, value, words }: RiskAnswer): string | null {
  const said = words?.trim() ?? ''
  const { asks, by } = riskAsked[question]
  if (question === 'key safe' && said !== '')
    return 'Of a key safe only whether it is fitted is kept. The code is held in OneTouch.'
  if (holdsKeySafeCode(said))
    return 'That looks like a key-safe code. Codes never go into Perch: record it in OneTouch.'
  if (said.length > longest) return `That is too long. Say it in ${String(longest)} letters.`
  if (by === 'yes or no' && value === null) return `Say yes or no: ${asks}`
  if (by === 'words' && value !== null) return `Answer in words: ${asks}`
  return by === 'words' && said === '' ? `Write something: ${asks}` : null
}

/** The latest of each question; `answers` oldest first. */
export function latest(answers: readonly RiskAnswer[]): Map<RiskQuestion, RiskAnswer> {
  return new Map(answers.map((answer) => [answer.question, answer]))
}

/** What nobody has answered yet, in the order of asking. */
export function stillToAsk(answers: readonly RiskAnswer[]): RiskQuestion[] {
  const known = latest(answers)
  return riskQuestions.filter((question) => !known.has(question))
}

/** The risks the answers give, in words, in the order of asking: "no smoke alarm", "oxygen". Answers in words are none by themselves. */
export function risksOf(answers: readonly RiskAnswer[]): string[] {
  const known = latest(answers)
  return riskQuestions.flatMap((question) => {
    const { risk } = riskAsked[question]
    return risk !== null && known.get(question)?.value === risk.when ? [risk.words] : []
  })
}

/** What the caseload file already says: answers nobody has to ask for again, older than every other. */
export function answersFromFile(home: EpisodeView['home']): RiskAnswer[] {
  const { keySafe, pets, smokeAlarm, coAlarm } = home
  const said = [
    ['key safe', keySafe],
    ['pets', pets],
    ['smoke alarm', smokeAlarm],
    ['carbon monoxide alarm', coAlarm],
  ] as const
  return said.flatMap(([question, is]) =>
    is === null ? [] : [{ question, value: is ? ('yes' as const) : ('no' as const), words: null }],
  )
}

/** The home as it is known now: an answer that was given wins over the file. */
export function homeNow(home: EpisodeView['home'], answers: readonly RiskAnswer[]): EpisodeView['home'] {
  const known = latest(answers)
  const is = (question: RiskQuestion, file: boolean | null) => {
    const value = known.get(question)?.value ?? null
    return value === null ? file : value === 'yes'
  }
  return {
    livesAlone: home.livesAlone,
    keySafe: is('key safe', home.keySafe),
    pets: is('pets', home.pets),
    smokeAlarm: is('smoke alarm', home.smokeAlarm),
    coAlarm: is('carbon monoxide alarm', home.coAlarm),
  }
}
