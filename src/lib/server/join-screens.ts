import { and, eq, gte, inArray, ne, or } from 'drizzle-orm'
import type { ActionView } from '../reablement/action.ts'
import { openStates } from '../reablement/action.ts'
import type { Colleague } from '../reablement/colleague.ts'
import { londonDate } from '../reablement/dates.ts'
import type { LocalDate } from '../reablement/dates.ts'
import type { CheckList } from '../reablement/later-check-said.ts'
import type { MarkStamp } from '../reablement/marks.ts'
import type { AmendInput } from '../reablement/record.ts'
import type { TeamTimeInput } from '../reablement/telling.ts'
import type { SetQualificationInput } from '../reablement/tiers.ts'
import { lookOf, serviceName } from './access/colleagues.ts'
import { setTeamTime } from './access/set-team-time.ts'
import { setQualification } from './access/set-qualification.ts'
import { readBoard } from './board/read-board.ts'
import { readCopy } from './board/read-copy.ts'
import { readEpisode } from './board/read-episode.ts'
import { readStoryPaper } from './board/read-story-paper.ts'
import { heldLinesOf } from './caseload/held-lines.ts'
import { readHuddlePeople } from './board/read-huddle-people.ts'
import { readReferrals, referralsWaiting } from './board/read-referrals.ts'
import { readEnding } from './episodes/read-ending.ts'
import { readLaterChecks } from './episodes/read-later-checks.ts'
import { readOutcomes } from './episodes/read-outcomes.ts'
import { agendaFacts, lastClosed } from './huddles/agenda-facts.ts'
import { amendRecord } from './huddles/amend.ts'
import { isDeclinedSince } from './huddles/declined-since.ts'
import { exportRecord } from './huddles/export-record.ts'
import { openHuddle } from './huddles/open-huddle.ts'
import { promisesLeft } from './huddles/promises-left.ts'
import { readRecord } from './huddles/read-record.ts'
import { closedDates, listRecords } from './huddles/records.ts'
import { joinSettings } from './join-settings.ts'
import type { Live } from './live.ts'
import { actionViews } from './register/action-views.ts'
import { readCatchUp } from './register/catch-up.ts'
import { readAction } from './register/read-action.ts'
import { readRegister } from './register/read-register.ts'
import type { RegisterAsked } from './register/filters.ts'
import { readRound } from './register/read-round.ts'
import { exportRegister } from './register/register-csv.ts'
import { readTeamList } from './register/team-list.ts'
import type { Desk } from './storage/desk.ts'
import { action } from './storage/schema.ts'
import { settingsOf } from './storage/service-settings.ts'

/** What each page of the app loads, and the acts that come by form. */
export function joinScreens(desk: Desk, live: Live) {
  return {
    board: async (who: Colleague) => ({
      ...(await readBoard(desk, who, byEpisode(boardActions(desk)), agendaFacts(desk.storage))),
      stamps: stampsOn(desk, live),
      referrals: referralsWaiting(desk.storage),
      page: live.pageNow(),
      startsAt: settingsOf(desk.storage)['meeting time'],
      density: lookOf(desk.storage, who.id).density,
    }),
    referrals: (who: Colleague) => readReferrals(desk, who),
    huddlePeople: async (who: Colleague) => ({
      people: await readHuddlePeople(desk, who),
      actions: huddleActions(desk),
      page: live.pageNow(),
      today: londonDate(desk.clock()),
    }),
    teamList: (who: Colleague, team: string) => readTeamList(desk, who, team),
    round: (who: Colleague, team: string) => readRound(desk, who, team),
    register: (who: Colleague, asked: RegisterAsked) => readRegister(desk, who, asked),
    action: (who: Colleague, id: string) => readAction(desk, who, id),
    registerCsv: async (who: Colleague, asked: RegisterAsked) =>
      (await exportRegister(desk, who, asked)).text,
    records: (who: Colleague, before: LocalDate | null) => listRecords(desk, who, { before }),
    closedDates: (who: Colleague) => closedDates(desk, who),
    record: (who: Colleague, date: string) => readRecord(desk, who, date),
    recordText: (who: Colleague, date: string, episode: string | null) =>
      exportRecord(desk, who, { date, episode, service: serviceName(desk.storage) }),
    amendRecord: (who: Colleague, input: AmendInput) => amendRecord(desk, who, input),
    setQualification: (who: Colleague, input: SetQualificationInput) => setQualification(desk, who, input),
    setTeamTime: (who: Colleague, input: TeamTimeInput) => setTeamTime(desk, who, input),
    catchUp: (who: Colleague) => readCatchUp(desk, who),
    episode: async (who: Colleague, id: string) => ({
      ...(await readEpisode(desk, who, id)),
      actions: actionViews(desk.storage, eq(action.episode, id)),
      stamps: stampsOn(desk, live).filter(({ episode }) => episode === id),
    }),
    /** Everything kept about a person, on paper. */
    storyPaper: async (who: Colleague, id: string) => ({
      ...(await readStoryPaper(desk, who, id, heldLinesOf)),
      actions: actionViews(desk.storage, eq(action.episode, id)),
    }),
    /** Every choice of the service that is a setting, and the council’s closure days. */
    serviceSettings: joinSettings(desk, () => live.settingsChanged()),
    ending: (who: Colleague, id: string) => readEnding(desk, who, id),
    laterChecks: (who: Colleague, list: CheckList) => readLaterChecks(desk, who, list),
    outcomes: (who: Colleague, period: { from: string; to: string }) => readOutcomes(desk, who, period),
    /** What a person takes home on paper. */
    copy: (who: Colleague, id: string) => readCopy(desk, who, id),
  }
}

/** Open actions, and those that ended since the last huddle: what a row on the board shows. */
function boardActions(desk: Desk): ActionView[] {
  const last = lastClosed(desk.storage)
  const done = last ? and(eq(action.state, 'done'), gte(action.endedAt, last.since)) : undefined
  const declined = isDeclinedSince(desk.storage, last)
  return actionViews(desk.storage, or(inArray(action.state, [...openStates]), done, declined))
}

/** Everything agreed for the huddle that is open, and what is still open from before: a late or a declined one is why they talk. */
function huddleActions(desk: Desk): ActionView[] {
  const row = openHuddle(desk.storage, desk.clock)
  const today = and(eq(action.huddle, row.id), ne(action.state, 'cancelled'))
  const promises = inArray(action.id, promisesLeft(desk.storage, row))
  return actionViews(desk.storage, or(today, inArray(action.state, [...openStates]), promises))
}

function byEpisode(actions: ActionView[]): Map<string, ActionView[]> {
  return Map.groupBy(actions, ({ episode }) => episode)
}

function stampsOn(desk: Desk, { rooms }: Live): MarkStamp[] {
  return rooms.stamps(openHuddle(desk.storage, desk.clock).id)
}
