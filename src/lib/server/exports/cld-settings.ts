import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { cldSettingsInput, usualCldSettings } from '../../reablement/cld-settings.ts'
import type { CldSettings } from '../../reablement/cld-settings.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { setting } from '../storage/schema.ts'
import { settingChange } from '../storage/setting-schema.ts'
import type { Reader } from './reader.ts'

const key = 'client level data'

/** What an administrator entered for Client Level Data; until then as Perch comes. One query. */
export function readCldSettings(reader: Reader): CldSettings {
  const row = reader.select().from(setting).where(eq(setting.key, key)).get()
  const read = row && cldSettingsInput.safeParse(JSON.parse(row.value))
  return read?.success ? read.data : usualCldSettings
}

/** Enters the codes every row carries; who changed what is kept. @throws Problem 'bad-input' naming the field, or perform's. */
export async function setCldSettings(
  desk: Desk,
  who: Colleague | null,
  given: unknown,
): Promise<CldSettings> {
  const settings = parse(cldSettingsInput, given)
  return perform(desk, who, {
    act: 'set client level data',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => {
      const before = readCldSettings(tx)
      const value = JSON.stringify(settings)
      tx.insert(setting)
        .values({ key, value })
        .onConflictDoUpdate({ target: setting.key, set: { value } })
        .run()
      const [was, is] = [inWords(before), inWords(settings)]
      if (was !== is)
        tx.insert(settingChange)
          .values({ at, colleague: signedIn(who).id, name: key, before: was, after: is })
          .run()
      return settings
    },
    detail: { ...settings },
  })
}

function inWords({ laCode, cqcLocation, delivery }: CldSettings): string {
  return `council ${laCode || 'none'}, CQC location ${cqcLocation || 'none'}, delivery ${delivery || 'none'}`
}
