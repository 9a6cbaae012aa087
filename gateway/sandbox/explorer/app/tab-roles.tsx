import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/**
 * Makes a list of buttons of the editor's tabs. A tab that holds buttons, as the editor writes it, is read out as one
 * thing, and what is in it cannot be reached.
 */
export function TabRoles(): null {
  const tabs = useGraphiQL((state) => state.tabs);
  const active = useGraphiQL((state) => state.activeTabIndex);
  const isThere = useGraphiQL((state) => state.queryEditor !== undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor writes its roles anew when these change.
  useEffect(() => {
    for (const list of document.querySelectorAll('.graphiql-tabs')) list.setAttribute('role', 'list');
    for (const [index, item] of document.querySelectorAll('.graphiql-tab').entries()) {
      item.setAttribute('role', 'listitem');
      item.removeAttribute('aria-selected');
      item.querySelector('.graphiql-tab-button')?.setAttribute('aria-current', String(index === active));
    }
  }, [tabs, active, isThere]);
  return null;
}
