import { endEpisodeInput, saveEndingInput, undoEndInput } from '../reablement/ending-inputs.ts'
import { sayLaterCheckInput, undoLaterCheckInput } from '../reablement/later-check-said.ts'

/** About the end of an episode and the checks after it, of any colleague; taking an end back is for those who lead. */
export const endingCommands = {
  /** Keeps what is said on the checklist for ending; what is not named stays. */
  'save ending': saveEndingInput,
  /** Ends the episode by that checklist; refused in words while anything is missing. */
  'end episode': endEpisodeInput,
  'undo end': undoEndInput,
  /** What a later check found, or that nobody answered; and the last of it taken back. */
  'say later check': sayLaterCheckInput,
  'undo later check': undoLaterCheckInput,
} as const

export type EndingCommandKind = keyof typeof endingCommands
