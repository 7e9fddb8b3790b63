import type { LiveService } from '#lib/live/service.svelte.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import type { ProblemInWords } from '#lib/reablement/problem.ts'
import type { CourseAct } from './say.ts'

/** What a form of the course says; each act takes what it needs. */
export interface CourseSaid {
  episode: string
  on: LocalDate
  until: LocalDate
  why: string
}

/** Does one act; returns why not, or null when it is done and saved. */
export async function sendAct(
  live: Pick<LiveService, 'command'>,
  act: CourseAct,
  said: CourseSaid,
): Promise<ProblemInWords | null> {
  const answer = await commandOf(live, act, said)
  return answer.ok ? null : answer.problem
}

function commandOf(
  live: Pick<LiveService, 'command'>,
  act: CourseAct,
  { episode, on, until, why }: CourseSaid,
) {
  switch (act) {
    case 'accept':
      return live.command('accept referral', { episode, on })
    case 'decline':
      return live.command('decline referral', { episode, why })
    case 'start':
      return live.command('start episode', { episode, on })
    case 'pause':
      return live.command('say hospital stay', { episode, away: true, on })
    case 'back':
      return live.command('say hospital stay', { episode, away: false, on })
    case 'extend':
      return live.command('extend episode', { episode, until, why })
  }
}
