import { eq } from 'drizzle-orm'
import * as z from 'zod'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { settingInputs, settingNames, startingSettings } from '../../reablement/service-settings.ts'
import type { ServiceSettings, SettingName } from '../../reablement/service-settings.ts'
import { saySetting } from '../../reablement/setting-words.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { setting } from '../storage/schema.ts'
import { settingsOf } from '../storage/service-settings.ts'
import { settingChange } from '../storage/setting-schema.ts'
import { parse } from './parse.ts'
import { perform } from './perform.ts'
import { signedIn } from './signed-in.ts'

/** What else must follow in the same transaction, as the day of the huddle people prepare: other parts’, handed in. */
export type Follow = (tx: Transaction, at: string) => void

type Kept = ServiceSettings[SettingName]

const changeSettingInput = z.object({ name: z.enum(settingNames), value: z.unknown() })
export type ChangeSettingInput = z.input<typeof changeSettingInput>

/**
 * Decides one setting of the service; `value` null puts it back as Perch comes. What was and what is are kept as people
 * read them. The same value again changes nothing.
 * @throws Problem 'bad-input' naming the field, or perform's.
 */
export async function changeSetting(
  desk: Desk,
  who: Colleague | null,
  input: ChangeSettingInput,
  follow: Follow = () => undefined,
): Promise<{ name: SettingName; changed: boolean; now: string }> {
  const { name, value } = parse(changeSettingInput, input)
  const kept = value === null ? null : checked(name, value)
  return perform(desk, who, {
    act: 'change settings',
    thing: () => ({ kind: 'service', id: name }),
    work: (tx, at) => {
      const before = settingsOf(tx)
      const after = { ...before, [name]: kept ?? startingSettings[name] }
      const [was, now] = [saySetting(name, before), saySetting(name, after)]
      if (was === now) return { name, changed: false, now }
      write(tx, name, kept)
      tx.insert(settingChange)
        .values({ at, colleague: signedIn(who).id, name, before: was, after: now })
        .run()
      follow(tx, at)
      return { name, changed: true, now }
    },
    detail: { name },
  })
}

/** @throws Problem 'bad-input' in the setting's own words: the form has one field, or of groups one for each ending. */
function checked(name: SettingName, value: unknown): Kept {
  const parsed = settingInputs[name].safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = name === 'groups' ? String(issue?.path[0] ?? 'value') : 'value'
  throw new Problem('bad-input', { field, ...(issue ? { detail: issue.message } : {}) })
}

function write(tx: Transaction, name: SettingName, kept: Kept | null): void {
  if (kept === null) {
    tx.delete(setting).where(eq(setting.key, name)).run()
    return
  }
  const value = JSON.stringify(kept)
  tx.insert(setting)
    .values({ key: name, value })
    .onConflictDoUpdate({ target: setting.key, set: { value } })
    .run()
}
