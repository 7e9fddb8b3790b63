import { describe, expect, test } from 'vitest'
import { settingInputs, settingNames, startingSettings } from './service-settings.ts'
import type { SettingName } from './service-settings.ts'
import {
  choices,
  elsewhere,
  isAsItComes,
  saySetting,
  settingWords,
  settingsInOrder,
  typedSetting,
  writtenSetting,
} from './setting-words.ts'

/**
 * Every line of `domain.md` that says [choice] or "setting", as it is written there, with where an administrator changes it:
 * a setting of the page, or the page it links to.
 */
const inDomain: [line: string, where: string[]][] = [
  ['hospital stay: setting with keep counting (default), pause, restart', ['hospital clock']],
  ['Prompts on day 7, 21, 28, 35, 42. Only day 42 is law', ['prompts']],
  ['Start standard: first visit within 2 days of acceptance', ['start within']],
  ['Later check: hospital discharge by default; setting: or end of episode', ['anchor']],
  ['94.5% at Q3 2023/24 against a 93.5% target', ['target']],
  ['Exit outcome, the council’s own four groups; what its paper does not name', ['groups']],
  [
    'Delivery bands, prescribers and tiers in the catalogue',
    ['/catalogue', '/colleagues', 'fitting days', 'non-stock days'],
  ],
  ['Kits, one key for a set', ['/catalogue']],
  ['The supplier is a setting', ['/outbox']],
  ['after the daily cut-off (setting, 15:00)', ['cut-off']],
  ['council closure days are added by an administrator', ['closure days']],
  ['Each working day the service meets its partners', ['meeting time']],
]

describe('every [choice] of domain.md is on the page', () => {
  const known = new Set(
    choices.map(({ at }) => ('setting' in at ? at.setting : 'page' in at ? at.page : 'closure days')),
  )
  test.each(inDomain)('%s', (_line, where) => {
    for (const one of where) expect(known).toContain(one)
  })

  test('every setting is one of the choices, has its words and its place', () => {
    const named = choices.flatMap(({ at }) => ('setting' in at ? [at.setting] : []))
    expect(named.toSorted()).toEqual(settingNames.toSorted())
    expect(settingsInOrder.toSorted()).toEqual(settingNames.toSorted())
    for (const one of Object.values(settingWords))
      for (const words of [one.title, one.about, one.from, one.change]) expect(words).not.toBe('')
  })

  test('what is chosen elsewhere says where in one line', () => {
    for (const { page, words } of elsewhere) {
      expect(page).toMatch(/^\/[a-z/]+$/)
      expect(words).toMatch(/^(?:in|with) /)
    }
  })
})

describe('a setting in its form', () => {
  test.each(settingNames)('%s: what the form starts with is the value as it stands', (name) => {
    const typed = typedSetting(name, writtenSetting(name, startingSettings))
    const read = settingInputs[name].safeParse(typed)
    expect(read.success).toBe(true)
    const after = { ...startingSettings, [name]: read.data }
    expect(saySetting(name, after)).toBe(saySetting(name, startingSettings))
    expect(isAsItComes(name, after)).toBe(true)
    // As it is kept, it can be read again.
    expect(settingInputs[name].safeParse(JSON.parse(JSON.stringify(read.data))).success).toBe(true)
  })

  const ways: [SettingName, string, string][] = [
    ['prompts', ' 35, 7;14 14', 'day 7, 14, 35 and 42'],
    ['prompts', '', 'day 42'],
    ['prompts', '42', 'day 42'],
    ['start within', '1', '1 day'],
    ['target', '94,5 %', '94.5%'],
    ['cut-off', ' 14:00 ', '14:00'],
    ['fitting days', '7', '7 working days'],
    ['hospital clock', 'pause', 'pause: nights in hospital are not counted'],
  ]
  test.each(ways)('%s typed as “%s” is %s', (name, value, words) => {
    const read = settingInputs[name].parse(typedSetting(name, { value }))
    expect(saySetting(name, { ...startingSettings, [name]: read })).toBe(words)
  })

  const refused: [SettingName, string, RegExp][] = [
    ['prompts', '7, soon', /Write days of the six weeks/],
    ['prompts', '0', /Write days of the six weeks/],
    ['prompts', '50', /Write days of the six weeks/],
    ['start within', '', /Write whole days, from 0 to 14/],
    ['start within', '1.5', /Write whole days/],
    ['target', '101', /from 0 to 100/],
    ['cut-off', '25:00', /24 hours/],
    ['cut-off', '3 pm', /24 hours/],
    ['meeting time', '', /24 hours/],
    ['non-stock days', '0', /from 1 to 120/],
    ['anchor', 'birth', /Choose what the days are counted from/],
    ['hospital clock', '', /Choose what a stay/],
  ]
  test.each(refused)('%s typed as “%s” is refused in words', (name, value, words) => {
    const read = settingInputs[name].safeParse(typedSetting(name, { value }))
    expect(read.success).toBe(false)
    expect(read.error?.issues[0]?.message).toMatch(words)
  })

  test('an ending moves by its own field', () => {
    const written = writtenSetting('groups', startingSettings)
    const moved = typedSetting('groups', { ...written, 'moved away': 'ongoing care required' })
    const groups = settingInputs.groups.parse(moved)
    const said = saySetting('groups', { ...startingSettings, groups })
    expect(said).toContain('Moved to another council’s area: ongoing care required')
    expect(isAsItComes('groups', { ...startingSettings, groups })).toBe(false)
    const wrong = settingInputs.groups.safeParse({ ...written, 'moved away': 'nowhere' })
    expect(wrong.error?.issues[0]?.path[0]).toBe('moved away')
  })
})
