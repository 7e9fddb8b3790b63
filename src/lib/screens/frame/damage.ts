import type { PageDamage } from '#lib/reablement/huddle.ts'

const goesOn =
  'Actions can be agreed as ever, and the huddle can be held and closed. An administrator needs to look: the server’s log says what is damaged.'

/** What the banner says to colleagues on a damaged page: what happened, what they can still do, who looks. */
export const bannerWords: Record<PageDamage, string> = {
  part: `This huddle’s page is damaged. What was written before the damage can be read; nothing more can be written on it. ${goesOn}`,
  all: `This huddle’s page is damaged. None of its notes can be shown, and nothing can be written on it. ${goesOn}`,
}

/** The same across the room, in one line. */
export const roomWords: Record<PageDamage, string> = {
  part: 'This huddle’s page is damaged: notes end where the damage begins. An administrator needs to look.',
  all: 'This huddle’s page is damaged: no notes can be shown. An administrator needs to look.',
}

/** Before such a huddle is closed. */
export const closingWords: Record<PageDamage, string> = {
  part: 'The page is damaged: the record takes what was written before the damage, and says so.',
  all: 'The page is damaged: the record has no notes, and says so.',
}

/** Why what was just typed did not go in. */
export const notWritten = 'This huddle’s page is damaged: nothing more can be written on it.'
