import {
  acceptReferralInput,
  correctStartInput,
  correctStayInput,
  declineReferralInput,
  extendEpisodeInput,
  startEpisodeInput,
} from '../reablement/course-inputs.ts'

/** The course of an episode, of any colleague; every board is loaded anew. Hospital and back is `say hospital stay`. */
export const courseCommands = {
  'accept referral': acceptReferralInput,
  'decline referral': declineReferralInput,
  'start episode': startEpisodeInput,
  'extend episode': extendEpisodeInput,
  'correct hospital stay': correctStayInput,
  'correct start': correctStartInput,
} as const
