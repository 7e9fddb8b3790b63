import { sayDay } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import type { CourseView } from '#lib/reablement/course-view.ts'
import type { EpisodeAct } from '#lib/reablement/episode-steps.ts'

/** The acts of an episode’s course that its page offers; ending has a checklist of its own. */
export const courseActs = ['accept', 'decline', 'start', 'pause', 'back', 'extend'] as const
export type CourseAct = (typeof courseActs)[number]

/** Those that can be done now, in their order. */
export function actsNow(acts: readonly EpisodeAct[]): CourseAct[] {
  return courseActs.filter((act) => acts.includes(act))
}

/** What each says on its button. */
export const actWords: Record<CourseAct, string> = {
  accept: 'Accept the referral',
  decline: 'Decline…',
  start: 'First visit…',
  pause: 'Gone to hospital…',
  back: 'Back from hospital…',
  extend: 'Extend past day 42…',
}

/** What its form asks, and what the button that does it says. */
export const formWords: Record<CourseAct, { title: string; send: string }> = {
  accept: { title: 'When was it accepted?', send: 'Accept' },
  decline: { title: 'Why can we not take them?', send: 'Decline' },
  start: { title: 'When was the first visit?', send: 'Start' },
  pause: { title: 'When did they go?', send: 'Gone to hospital' },
  back: { title: 'When were they back?', send: 'Back from hospital' },
  extend: { title: 'Until when, and why?', send: 'Extend' },
}

/** What declining does to what is open for them, before it is done; '' when nothing is. */
export function sayCancels(open: number): string {
  if (open === 0) return ''
  const what = open === 1 ? '1 action is open and is' : `${String(open)} actions are open and are`
  return `${what} cancelled with this reason; ${open === 1 ? 'its team hears' : 'their teams hear'} of it.`
}

/** Where the episode stands, in one line. */
export function sayState(
  { state, referredOn, acceptedOn, stays }: CourseView,
  start: LocalDate,
  today: LocalDate,
): string {
  const since = stays.find(({ backOn }) => backOn === null)?.wentOn
  switch (state) {
    case 'referred':
      return referredOn === null
        ? 'Referred, waiting for a yes or a no'
        : `Referred on ${sayDay(referredOn, today)}, waiting for a yes or a no`
    case 'accepted':
      return acceptedOn === null ? 'Accepted' : `Accepted on ${sayDay(acceptedOn, today)}`
    case 'active':
      return start > today ? 'Nobody has been yet' : `Under way since ${sayDay(start, today)}`
    case 'paused':
      return since === undefined ? 'In hospital' : `In hospital since ${sayDay(since, today)}`
    case 'ended':
      return 'Ended'
    case 'declined':
      return 'Declined'
  }
}
