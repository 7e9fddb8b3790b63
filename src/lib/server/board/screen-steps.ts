import { isThere, teamsThere } from '../../reablement/attendance.ts'
import { shortName } from '../../reablement/colleague.ts'
import { teamsProgress } from '../../reablement/premark.ts'
import type { ScreenStage, ScreenTeam } from '../../reablement/screen-view.ts'
import { disagreements } from '../../reablement/silence.ts'
import { whyPromised } from '../../reablement/telling.ts'
import { actionOf, codesOf, shownOf } from './screen-parts.ts'
import type { Standing } from './screen-parts.ts'

/** Who is there, by team, with how many asks wait for it. */
export function hereStage({ steering, teams }: Standing): ScreenStage {
  const standing = teamsThere(codesOf(teams), steering)
  return {
    kind: 'here',
    teams: teams.map(({ code, name }, place): ScreenTeam => {
      const mine = steering.attendance.filter((one) => one.team === code && isThere(one))
      const names = (mode: string | undefined) =>
        mine.filter((one) => one.mode === mode).map((one) => shortName(one.name))
      return {
        ...{ code, name, room: names('room'), remote: names('remote'), online: names(undefined) },
        asks: standing[place]?.asks ?? 0,
      }
    }),
  }
}

/** The promises that still wait for an answer, longest due first. */
export function promisesStage({
  steering: { promises },
  actions,
  people,
  now,
  closures,
}: Standing): ScreenStage {
  const byId = new Map(actions.map((action) => [action.id, action]))
  return {
    kind: 'promises',
    actions: promises.flatMap((id) => {
      const action = byId.get(id)
      return action
        ? [{ ...actionOf(action, people), why: people.words.without(whyPromised(action, now, closures)) }]
        : []
    }),
  }
}

/** The countdown with how far each team is, and what it leaves to talk about. */
export function silenceStage({ steering, teams, people, marks }: Standing): ScreenStage {
  const asked = disagreements(
    steering.agenda.map(({ episode }) => ({
      episode,
      marks: marks.get(episode) ?? { teams: {} },
      lastHow: people.byEpisode.get(episode)?.lastHow ?? null,
    })),
  )
  const progress = teamsProgress(
    teams.map(({ code }) => code),
    steering.agenda.map(({ episode }) => marks.get(episode) ?? { teams: {} }),
    steering.teamsDone,
  )
  return {
    kind: 'silence',
    until: steering.silenceUntil,
    marked: teams.map(({ code, name }, place) => ({
      ...{ code, name, count: progress[place]?.marked ?? 0, done: Boolean(progress[place]?.done) },
    })),
    asked: asked.map(({ episode, asks, against, turned }) => ({
      ...{ shown: shownOf(people, episode), asks, against, turned },
    })),
  }
}
