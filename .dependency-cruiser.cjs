// Import direction, from the one table in src/commands/map.json. A refusal says what to do instead.
const table = require('./src/commands/map.json')

const tests = '(\\.test\\.ts$)|(^tests/)'
const npmKinds = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown']

/** A list with nothing in it would match everything. */
const oneOf = (patterns) => (patterns.length > 0 ? patterns : ['^$'])
const escaped = (path) => path.replaceAll('.', '\\.')
/** A folder of the table is everything under it; a file is itself. */
const pattern = (place) => (/\.ts$/.test(place) ? `^${escaped(place)}$` : `^${escaped(place)}/`)
const packagePattern = (name) => `(^|/)node_modules/(@types/)?${escaped(name)}/`

function fromOf(row) {
  const from = { path: pattern(row.place), pathNot: [tests, ...(row.notFiles ? [row.notFiles] : [])] }
  return row.files ? { ...from, path: `${pattern(row.place)}.*${row.files}` } : from
}

function rulesOf(row) {
  const name = row.name ?? row.place
  const from = fromOf(row)
  const types = row.types ?? []
  const rule = (what, to) => ({ name: `${name}: ${what}`, severity: 'error', comment: row.instead, from, to })
  const own = [row.place, ...row.may, ...types].map(pattern)
  return [
    rule('imports only what the table allows', { path: '^(src|tests)/', pathNot: [...own, '\\.css$'] }),
    types.length > 0 &&
      rule('imports only types from there', {
        path: types.map(pattern),
        pathNot: [row.place, ...row.may].map(pattern),
        dependencyTypesNot: ['type-only'],
      }),
    rule('uses only its own packages', {
      dependencyTypes: npmKinds,
      pathNot: oneOf(row.npm.map(packagePattern)),
    }),
    !row.node && rule('uses no Node built-ins', { dependencyTypes: ['core'] }),
    !row.kit && rule('knows nothing of SvelteKit', { path: '^\\$(app|env|service-worker)' }),
  ].filter(Boolean)
}

module.exports = {
  forbidden: [
    ...table.flatMap(rulesOf),
    {
      name: 'every file has its place',
      severity: 'error',
      comment: 'Move it into a folder of src/commands/map.json, or add its folder there and to the README.',
      from: { path: '^src/', pathNot: [tests, ...table.map((row) => pattern(row.place))] },
      to: {},
    },
    {
      name: 'browser tests stay in the browser',
      severity: 'error',
      comment: 'A test that needs the server belongs in tests/together.',
      from: { path: '^src/lib/(reablement|page|wire|live|ui|screens)/.*\\.test\\.ts$' },
      to: { path: '^src/lib/server/' },
    },
    {
      name: 'no circles',
      severity: 'error',
      comment: 'Move what both need into a third file.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'imports lead somewhere',
      severity: 'error',
      comment:
        'Nothing is there. Own files are imported as #lib/… or ./…, with their extension; $lib is not used.',
      from: {},
      to: {
        couldNotResolve: true,
        pathNot: ['^\\$(app|env|service-worker)', '^\\./\\$types', 'build/handler\\.js$'],
      },
    },
    {
      name: 'packages are in package.json',
      severity: 'error',
      comment: 'It is here by chance only, because another package needs it. Add it to package.json.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^build/'] },
    exclude: { path: ['^node_modules/\\.'] },
    // Imports of types count too. (Not in .svelte files: the compiler drops them. eslint watches those.)
    tsPreCompilationDeps: 'specify',
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default', 'types', 'require'],
      mainFields: ['svelte', 'module', 'main', 'types'],
    },
  },
}
