"""The same results through Dask's executor, on a real cluster of this machine."""

from pathlib import Path

import pytest

from reportdiff import batch

distributed = pytest.importorskip("distributed", reason="the extra 'dask' is not installed")
PATHS = sorted(path for path in (Path(__file__).parent.parent / "fixtures").glob("*.txt") if "-pack-" not in path.name)


@pytest.mark.filterwarnings("default")
def test_a_dask_cluster_gives_the_same_results_in_the_same_order(tmp_path: Path) -> None:
    cluster = distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None, local_directory=str(tmp_path)
    )
    paths = [*PATHS, tmp_path / "none.txt"]
    with cluster, distributed.Client(cluster) as client:
        found = list(batch.read_all(paths, executor=client.get_executor()))
    assert found == list(batch.read_all(paths))
