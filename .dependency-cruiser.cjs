/** Who may import whom; `docs/map.md` explains the rooms. Paths are relative to the repository. */
const inRoom = (room) => `^server/src/${room}/`;

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'rooms-through-their-door',
      comment: 'Another room is entered by its index.ts only (ports.ts: types, for integrations).',
      severity: 'error',
      from: { path: '^server/src/((?:pipeline|integrations|platform)/[^/]+|[^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^server/src/((?:pipeline|integrations|platform)/[^/]+|[^/]+)/',
        pathNot: ['^server/src/$1/', '/index\\.ts$', '/ports\\.ts$', '^server/src/pipeline/2-search/query-ladder\\.ts$'],
      },
    },
    {
      name: 'stages-are-strangers',
      severity: 'error',
      from: { path: '^server/src/pipeline/(\\d-[^/]+)/' },
      to: { path: '^server/src/(pipeline/\\d-[^/]+|integrations|watch|doctor|access)/', pathNot: '^server/src/pipeline/$1/' },
    },
    {
      name: 'integrations-know-only-ports',
      severity: 'error',
      from: { path: '^server/src/integrations/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/', pathNot: ['^server/src/integrations/$1/', inRoom('music'), inRoom('platform'), '/ports\\.ts$'] },
    },
    { name: 'music-knows-nothing', severity: 'error', from: { path: inRoom('music') }, to: { path: '^server/src/', pathNot: inRoom('music') } },
    {
      name: 'platform-knows-nothing',
      severity: 'error',
      from: { path: inRoom('platform'), pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/', pathNot: inRoom('platform') },
    },
    {
      name: 'jobs-know-no-music',
      severity: 'error',
      from: { path: inRoom('jobs'), pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/', pathNot: [inRoom('jobs'), inRoom('platform')] },
    },
    { name: 'product-without-stand-ins', severity: 'error', from: { path: '^server/src/', pathNot: '\\.test\\.ts$' }, to: { path: '^(stand-ins|bench|e2e)/' } },
    { name: 'stand-ins-without-product', severity: 'error', from: { path: '^stand-ins/' }, to: { path: '^(server|web)/src/' } },
    { name: 'ui-knows-no-music', severity: 'error', from: { path: '^web/src/ui/' }, to: { path: '^web/src/(app|features|api)/' } },
    { name: 'features-are-strangers', severity: 'error', from: { path: '^web/src/features/([^/]+)/' }, to: { path: '^web/src/features/', pathNot: '^web/src/features/$1/' } },
    { name: 'api-knows-nothing', severity: 'error', from: { path: '^web/src/api/' }, to: { path: '^web/src/', pathNot: '^web/src/api/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(node_modules|dist)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.tsx', '.js'] },
  },
};
