// Leads from an old address to the new one, with the part behind #, which a refresh of the page would lose.
location.replace(document.currentScript.dataset.target + location.hash)
