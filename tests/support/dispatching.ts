import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { AgreeInput } from '#lib/reablement/action.ts'
import { sayColumns, usualColumns } from '#lib/reablement/outgoing.ts'
import type { Ways } from '#lib/server/dispatch/attempt.ts'
import { Dispatch } from '#lib/server/dispatch/dispatch.ts'
import { editChannels } from '#lib/server/dispatch/edit-channels.ts'
import { leavesAfter } from '#lib/server/dispatch/take.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import { openHuddle } from '#lib/server/huddles/open-huddle.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { csvText } from '#lib/reablement/csv.ts'
import { delivery } from '#lib/server/storage/dispatch-schema.ts'
import { agendaItem } from '#lib/server/storage/schema.ts'
import { agreeing, cast, smallService } from './builders.ts'
import type { TestDesk } from './builders.ts'
import { startAtPeople } from './steps.ts'

/** A small service whose worker is asked to look, instead of by its timer; its clock moves when it is told to. */
export class Dispatching {
  readonly desk: TestDesk
  readonly ways: Ways
  readonly folder: string
  worker: Dispatch

  constructor(ways: Partial<Ways> = {}) {
    this.desk = smallService()
    this.folder = mkdtempSync(join(tmpdir(), 'perch-handoff-'))
    const roots = { inside: this.folder, outside: null }
    const patience = { connect: 2_000, answer: 250 }
    this.ways = { mail: null, loopback: true, roots, csv: csvText, patience, ...ways }
    this.worker = this.newWorker()
  }

  newWorker(): Dispatch {
    const { desk, ways } = this
    const log = { error: (what: object) => this.errors.push(what), warn: () => undefined }
    return new Dispatch({ desk, ways, log, keepDays: 30, chance: () => 0 })
  }

  readonly errors: object[] = []

  /** Chooses a team's channels, as the administrator's form does. Returns the webhook's secret. */
  async choose(team: string, wish: Record<string, string>): Promise<string | null> {
    const usual = {
      identity: 'reference',
      csv: 'on',
      json: 'on',
      folder: team,
      columns: sayColumns(usualColumns),
    }
    const { secret } = await editChannels(this.desk, cast.ada, { team, ...usual, ...wish }, this.ways)
    return secret
  }

  agree(wish: Partial<AgreeInput> = {}) {
    return agreeAction(this.desk, cast.priya, agreeing(wish))
  }

  /** As long as something can be undone, and then everything due is tried. */
  async later(milliseconds = leavesAfter): Promise<void> {
    this.desk.clock.pass(milliseconds)
    await this.worker.settled()
  }

  /** The open huddle is held and closes now; the next one is open. */
  async holdHuddle(): Promise<void> {
    const { id } = openHuddle(this.desk.storage, this.desk.clock)
    await startAtPeople(this.desk, cast.priya, { huddle: id }, new Map())
    this.desk.storage.update(agendaItem).set({ outcome: 'no change' }).where(eq(agendaItem.huddle, id)).run()
    await closeHuddle(this.desk, cast.priya, { huddle: id }, [])
  }

  /** Every delivery as `topic state`, oldest first. */
  get states(): string[] {
    const rows = this.desk.storage.select().from(delivery).orderBy(delivery.sequence).all()
    return rows.map(({ topic, state }) => `${topic} ${state}`)
  }

  async remove(): Promise<void> {
    await this.worker.close()
    this.desk.remove()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
