import { asc, inArray } from 'drizzle-orm'
import type { LocalDate } from '../../reablement/dates.ts'
import { settingInputs, settingNames, startingSettings } from '../../reablement/service-settings.ts'
import type { ServiceSettings, SettingName } from '../../reablement/service-settings.ts'
import type { Storage } from './open.ts'
import type { DayRules } from '../../reablement/working-days.ts'
import { setting } from './schema.ts'
import { closureDay } from './setting-schema.ts'

type Reader = Pick<Storage, 'select'>

/** What the administrator decided; what nobody decided, or what can no longer be read, is as Perch comes. One query. */
export function settingsOf(reader: Reader): ServiceSettings {
  const rows = reader
    .select()
    .from(setting)
    .where(inArray(setting.key, [...settingNames]))
    .all()
  const written = new Map(rows.map(({ key, value }) => [key, value]))
  const read = (name: SettingName) => {
    const value = written.get(name)
    const parsed = value === undefined ? null : settingInputs[name].safeParse(JSON.parse(value))
    return parsed?.success ? parsed.data : startingSettings[name]
  }
  return Object.fromEntries(settingNames.map((name) => [name, read(name)])) as unknown as ServiceSettings
}

/** The days the council is closed beside weekends and bank holidays, in order. One query. */
export function closureDays(reader: Reader): LocalDate[] {
  return reader
    .select({ date: closureDay.date })
    .from(closureDay)
    .orderBy(asc(closureDay.date))
    .all()
    .map(({ date }) => date)
}

/** How working days are counted here, for the rules that count them. Two queries. */
export function dayRules(reader: Reader): DayRules {
  const settings = settingsOf(reader)
  return {
    closures: closureDays(reader),
    cutOff: settings['cut-off'],
    meetingTime: settings['meeting time'],
    ownDays: { INST: settings['fitting days'], NS: settings['non-stock days'] },
  }
}
