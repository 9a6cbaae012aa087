import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphqlWorker from 'monaco-graphql/esm/graphql.worker.js?worker';

// The editor asks for its workers by what they are for; each is a file of its own.
Reflect.set(globalThis, 'MonacoEnvironment', {
  getWorker: (_id: string, purpose: string): Worker => {
    if (purpose === 'json') return new JsonWorker();
    return purpose === 'graphql' ? new GraphqlWorker() : new EditorWorker();
  },
});
