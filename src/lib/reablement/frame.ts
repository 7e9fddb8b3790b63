import type { ActionView } from './action.ts'
import type { ChipKind } from './commitments.ts'

/** One of the four prompts of a raised person's turn, and whether the talk has answered it. */
export interface FramePrompt {
  words: string
  answered: boolean
}

/** What by itself says what is needed, who and by when: our own calls, from a day. [choice] */
const settling: readonly ChipKind[] = ['step down', 'ends']

/**
 * The frame of a raised person's turn, in words and in this order: what changed → what is needed → who → by when.
 * [seed] Today's note answers the first. An action agreed today answers what is needed, and by its team or owner and its
 * day the last two; one declined leaves these open again. So does a step down or the day it ends. [choice]
 */
export function frameOf({
  note,
  agreed,
  said,
}: {
  note: string
  /** Agreed for them at this huddle, none cancelled. */
  agreed: readonly Pick<ActionView, 'state'>[]
  /** What the huddle committed to about them. */
  said: readonly ChipKind[]
}): FramePrompt[] {
  const settled = said.some((kind) => settling.includes(kind))
  const taken = settled || agreed.some(({ state }) => state !== 'declined')
  return [
    { words: 'what changed', answered: note.trim() !== '' },
    { words: 'what is needed', answered: settled || agreed.length > 0 },
    { words: 'who', answered: taken },
    { words: 'by when', answered: taken },
  ]
}
