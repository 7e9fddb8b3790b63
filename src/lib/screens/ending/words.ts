import type { EndingPart } from '#lib/reablement/ending.ts'
import type { FollowOn } from '#lib/reablement/national-outcomes.ts'

/** What each part of the checklist is called. */
export const partTitles: Record<EndingPart, string> = {
  outcome: 'Outcome',
  goals: 'Goals at the end',
  items: 'Items to collect',
  'step down': 'Calls stepped down',
  'services told': 'Onward services told',
  'later checks': 'Later checks',
  copy: 'Their own copy',
  actions: 'Open actions',
}

/** What follows the end, as it is chosen. */
export const followOnWords: Record<FollowOn, string> = {
  nothing: 'Nothing follows',
  'long-term care at home': 'Long-term care at home',
  'care home': 'A care home, to stay',
  'short-term service': 'Another short-term service',
}

/** 'Re-admitted to hospital' */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
