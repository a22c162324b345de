"""Where the pages of a joint project are."""


def address(project):
    return f"/awards/{project.award.number}/projects/{project.code}"
