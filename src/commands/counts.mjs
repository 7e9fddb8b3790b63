// What the runners' JSON reports say: two numbers, and what failed. A skipped test counts as failed: none may be skipped.

/** @typedef {{ passed: number, failed: number, failing: string[] }} Counts what failed, and the beginning of what it said */

/** The lines of an error worth keeping to the end: what was expected, not the whole trail. */
const linesKept = 12

const colours = /\u001b\[[\d;]*m/g

/** @param {string} title @param {string} [said] */
const failure = (title, said = 'it said nothing') =>
  [title, ...said.replace(colours, '').split('\n').slice(0, linesKept)].join('\n    ')

/** @param {string} what @returns {Counts} */
export const oneFailed = (what) => ({ passed: 0, failed: 1, failing: [what] })

/** @param {Counts[]} all @returns {Counts} */
export const add = (all) => ({
  passed: all.reduce((sum, one) => sum + one.passed, 0),
  failed: all.reduce((sum, one) => sum + one.failed, 0),
  failing: all.flatMap((one) => one.failing),
})

/**
 * A runner may fail without a failing test (an unhandled error, no tests found, a crash): that is one failure.
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export const orElseOne = (counts, exitCode) =>
  exitCode !== 0 && counts.failed === 0
    ? { ...counts, failed: 1, failing: [`no test failed, but the runner ended with ${exitCode}`] }
    : counts

/**
 * @typedef {{ status: string, fullName?: string, failureMessages?: string[] }} VitestTest
 * @typedef {{ status: string, name?: string, message?: string, assertionResults: VitestTest[] }} VitestFile
 */

/** @param {VitestFile} file @returns {Counts} */
function fromVitestFile({ status, name = '', message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status !== 'passed')
  const passed = assertionResults.length - failed.length
  if (status === 'failed' && failed.length === 0) return { ...oneFailed(failure(name, message)), passed }
  const failing = failed.map((test) =>
    failure(`${name} › ${test.fullName ?? ''} (${test.status})`, test.failureMessages?.join('\n')),
  )
  return { passed, failed: failed.length, failing }
}

/**
 * @param {{ testResults: VitestFile[] }} report vitest's
 * @returns {Counts}
 */
export const fromVitest = (report) => add(report.testResults.map(fromVitestFile))

/**
 * @typedef {{ title: string, file: string, tests: { status: string, results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite
 */

/** @param {Suite} suite @returns {Spec[]} */
const specsIn = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsIn)]

/**
 * @param {Suite & { stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report Playwright's
 * @returns {Counts}
 */
export function fromPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  const failing = specsIn(report)
    .filter(({ tests }) => tests.some(({ status }) => status !== 'expected'))
    .map(({ title, file, tests }) =>
      failure(`${file} › ${title}`, tests[0]?.results.find(({ error }) => error)?.error?.message),
    )
  return { passed: expected, failed: unexpected + flaky + skipped, failing }
}
