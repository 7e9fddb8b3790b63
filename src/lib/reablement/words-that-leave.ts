import { sentences, withoutClosedMatters } from './closed-matters.ts'
import { holdsKeySafeCode, namesWayIn } from './key-safe.ts'

/** What is never sent on, whoever asks for an episode. */
export type KeptBack = 'way in' | 'closed matter'

/** How it is said where something was left out. */
export const keptBackWords: Record<KeptBack, string> = {
  'way in': 'about a key safe or another way into the home',
  'closed matter': 'about safeguarding, resuscitation or a domestic matter',
}

/** Free text as far as it leaves, and what was kept back of it. */
export interface Leaving {
  text: string
  keptBack: KeptBack[]
}

/**
 * Free text about a person on its way into another record: no way into the home [law: a key safe’s code never enters,
 * and nothing of it leaves], no word on safeguarding, no resuscitation decision [law: this board is never their source].
 * Sentence by sentence; but of a text that seems to hold a code nothing leaves, since the code may stand in another one.
 */
export function wordsThatLeave(text: string | null | undefined): Leaving {
  const whole = text?.trim() ?? ''
  if (whole === '') return { text: '', keptBack: [] }
  if (holdsKeySafeCode(whole)) return { text: '', keptBack: ['way in'] }
  const all = sentences(whole)
  const open = all.filter((sentence) => withoutClosedMatters(sentence, false) === sentence)
  const left = open.filter((sentence) => !namesWayIn(sentence))
  const keptBack: KeptBack[] = [
    ...(left.length < open.length ? (['way in'] as const) : []),
    ...(open.length < all.length ? (['closed matter'] as const) : []),
  ]
  return { text: left.join('').trim(), keptBack }
}

/** The same where nothing is said of what was kept back. */
export function openWords(text: string | null | undefined): string {
  return wordsThatLeave(text).text
}
