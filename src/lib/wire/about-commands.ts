import {
  answerRiskInput,
  careActInput,
  changeCallsFromInput,
  communicationInput,
  fireConsentInput,
  referToFireInput,
  respectInput,
  reviewGoalInput,
  rewordGoalInput,
  safeguardingInput,
  sayWhatMattersInput,
  setGoalInput,
} from '../reablement/about-inputs.ts'

/** What is said of a person on their page, of any colleague, in a huddle or not. Every open screen hears of the person. */
export const aboutCommands = {
  'change calls from': changeCallsFromInput,
  'set goal': setGoalInput,
  'reword goal': rewordGoalInput,
  'review goal': reviewGoalInput,
  'say what matters': sayWhatMattersInput,
  'answer risk': answerRiskInput,
  'record fire consent': fireConsentInput,
  /** Answered with the referral among the actions. */
  'refer to fire': referToFireInput,
  'record communication': communicationInput,
  'record respect': respectInput,
  'record safeguarding': safeguardingInput,
  'record care act': careActInput,
} as const

export type AboutKind = keyof typeof aboutCommands
